// SPDX-License-Identifier: Apache-2.0
/** Small programs that embed a generated class. */
package org.gradwright.samples;
