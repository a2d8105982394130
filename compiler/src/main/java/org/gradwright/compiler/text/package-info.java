// SPDX-License-Identifier: Apache-2.0
/** Graphs as text, for people and for tests, and back. */
package org.gradwright.compiler.text;
