// SPDX-License-Identifier: Apache-2.0
/**
 * Models built in Java. {@link org.gradwright.compiler.build.ModelBuilder} is the door; each of its statements is a line of
 * the language, which the language's own elaborator carries out at once: a model built in code and the same model in text
 * are one graph, with the same rules, names and messages.
 */
package org.gradwright.compiler.build;
