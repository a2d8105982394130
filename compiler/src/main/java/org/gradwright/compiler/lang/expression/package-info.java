// SPDX-License-Identifier: Apache-2.0
/** The values of expressions: operators and the shapes that they take, indices, paths of parameters, types. */
package org.gradwright.compiler.lang.expression;
