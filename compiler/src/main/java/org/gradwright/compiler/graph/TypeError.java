// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

/** Operands do not fit an operation; the message says which and why, in the language's own notation. */
public final class TypeError extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public TypeError(String message) {
        super(message);
    }
}
