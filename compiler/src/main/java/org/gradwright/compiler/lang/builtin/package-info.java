// SPDX-License-Identifier: Apache-2.0
/** The functions that the language cannot express in itself, one file a kind, and how they read their arguments. */
package org.gradwright.compiler.lang.builtin;
