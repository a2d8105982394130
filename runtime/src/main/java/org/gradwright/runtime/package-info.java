// SPDX-License-Identifier: Apache-2.0
/** All that a generated class calls while it trains and predicts. */
package org.gradwright.runtime;
