// SPDX-License-Identifier: Apache-2.0
/** The simplification of graphs: passes in order, each a file, and the stable forms of delicate compositions. */
package org.gradwright.compiler.optimise;
