// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.compiler.lang.diagnostic.Severity;

/**
 * A statement of a model that is wrong. The message is the one that a file would get, without the place in the file, which
 * there is none of: the stack trace leads to the statement.
 */
public final class ModelError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    ModelError(String message) {
        super(message);
        this.diagnostics = List.of();
    }

    ModelError(DiagnosticException cause) {
        super(message(cause), cause);
        this.diagnostics = List.copyOf(cause.diagnostics());
    }

    /** What was reported; empty for what the language has no message for, such as a term of another model. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    private static String message(DiagnosticException cause) {
        return cause.diagnostics().stream()
                .filter(d -> d.severity() == Severity.ERROR)
                .map(ModelError::withoutPlace)
                .collect(Collectors.joining("\n"));
    }

    /** Other places are cited as in {@link ModelBuilder#text}. */
    private static String withoutPlace(Diagnostic diagnostic) {
        String place = diagnostic.span().location() + ": ";
        String file = diagnostic.span().file().name() + ":";
        return diagnostic.render().substring(place.length()).replace(file, "").stripTrailing();
    }
}
