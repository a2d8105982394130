// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

/** The one floating precision of a compiled graph. */
public enum Precision {
    F32,
    F64
}
