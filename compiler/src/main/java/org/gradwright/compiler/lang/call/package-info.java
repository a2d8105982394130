// SPDX-License-Identifier: Apache-2.0
/** Calls: arguments are brought to formals, bodies carried out, gradients of a def's own attached. */
package org.gradwright.compiler.lang.call;
