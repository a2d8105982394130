// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import java.util.List;

/** The source has errors. The message is the text for the user; the diagnostics are there one by one as well. */
public final class DiagnosticException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    public DiagnosticException(Diagnostics diagnostics) {
        super(diagnostics.render().stripTrailing());
        this.diagnostics = diagnostics.all();
    }

    /** Everything that was reported, by position; warnings too. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
