// SPDX-License-Identifier: Apache-2.0
/**
 * The front end: from the text of a model to its graph. {@link org.gradwright.compiler.lang.Language} is the entry. Of the
 * subpackages each knows only those below it, from {@code diagnostic} over {@code syntax}, {@code value}, {@code scope},
 * {@code session}, {@code expression}, {@code builtin}, {@code call} and {@code statement} to {@code train} and
 * {@code header}.
 */
package org.gradwright.compiler.lang;
