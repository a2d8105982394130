// SPDX-License-Identifier: Apache-2.0
/** The canonical form of a model's text. */
package org.gradwright.compiler.lang.format;
