// SPDX-License-Identifier: Apache-2.0
/** The text of a model and its syntax tree: lexer, parser, tree. Names, shapes and layers mean nothing yet here. */
package org.gradwright.compiler.lang.syntax;
