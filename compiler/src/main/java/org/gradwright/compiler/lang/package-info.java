// SPDX-License-Identifier: Apache-2.0
/**
 * The front end: from the text of a model to its graph. {@link org.gradwright.compiler.lang.Language} is the entry. The
 * subpackages have an order, in which each knows only those before it: {@code diagnostic}, {@code syntax},
 * {@code value}, {@code scope}, {@code session}, {@code expression}, {@code builtin}, {@code call}, {@code statement},
 * {@code train}, {@code header}.
 */
package org.gradwright.compiler.lang;
