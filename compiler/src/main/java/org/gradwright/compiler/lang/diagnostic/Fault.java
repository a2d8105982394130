// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import java.util.Optional;

/**
 * Ends the elaboration of a statement: with a message, or without one where a name is used whose own statement failed,
 * of which the author has been told.
 */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    private Fault(Diagnostic diagnostic) {
        super(diagnostic == null ? "follows from an earlier error" : diagnostic.headline(), null, false, false);
        this.diagnostic = diagnostic;
    }

    /** With a message for the author of the model. */
    public static Fault of(Diagnostic diagnostic) {
        return new Fault(diagnostic);
    }

    /** Without a message: it follows from an error that has been reported. */
    public static Fault silent() {
        return new Fault(null);
    }

    /** The message; nothing if the author has been told already. */
    public Optional<Diagnostic> diagnostic() {
        return Optional.ofNullable(diagnostic);
    }
}
