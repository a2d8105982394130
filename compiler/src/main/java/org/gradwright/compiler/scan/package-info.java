// SPDX-License-Identifier: Apache-2.0
/** Loops at run time: a body of ordinary nodes, computed once for each turn. */
package org.gradwright.compiler.scan;
