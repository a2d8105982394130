// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import org.gradwright.compiler.lang.diagnostic.Diagnostic;

/** Leaves the statement that is being parsed; never leaves the parser. */
final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    SyntaxError(Diagnostic diagnostic) {
        super(diagnostic.fact(), null, false, false);
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
