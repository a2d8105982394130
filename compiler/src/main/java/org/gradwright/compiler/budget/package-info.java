// SPDX-License-Identifier: Apache-2.0
/** Fits a training step into given memory: what is needed again on the way back is computed again where that is cheaper than keeping it. */
package org.gradwright.compiler.budget;
