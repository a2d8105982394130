// SPDX-License-Identifier: Apache-2.0
/** Linear maps applied to many operands at once: gradients for each example, Jacobians. */
package org.gradwright.compiler.autodiff.each;
