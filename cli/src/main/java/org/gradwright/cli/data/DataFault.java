// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import org.gradwright.compiler.lang.diagnostic.Diagnostic;

/** One right-hand side of a data block cannot be evaluated; it is caught where the next one begins. */
final class DataFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    DataFault(Diagnostic diagnostic) {
        super(diagnostic.fact());
        this.diagnostic = diagnostic;
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
