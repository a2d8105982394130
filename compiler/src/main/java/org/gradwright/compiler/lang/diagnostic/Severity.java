// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

/** Whether a diagnostic stops the compiler. */
public enum Severity {
    ERROR("error"),
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word as it stands in a message. */
    public String word() {
        return word;
    }
}
