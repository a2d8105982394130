// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;

/**
 * Ends the elaboration of a statement: with a message, or without one where a name is used whose own statement failed,
 * of which the author has been told.
 */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    private Fault(Diagnostic diagnostic) {
        super(diagnostic == null ? "follows from an earlier error" : diagnostic.headline(), null, false, false);
        this.diagnostic = diagnostic;
    }

    static Fault of(Diagnostic diagnostic) {
        return new Fault(diagnostic);
    }

    /** Follows from an error that has been reported. */
    static Fault silent() {
        return new Fault(null);
    }

    Optional<Diagnostic> diagnostic() {
        return Optional.ofNullable(diagnostic);
    }
}
