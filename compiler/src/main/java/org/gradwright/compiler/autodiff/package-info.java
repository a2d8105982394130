// SPDX-License-Identifier: Apache-2.0
/** Differentiation, from graph to graph. */
package org.gradwright.compiler.autodiff;
