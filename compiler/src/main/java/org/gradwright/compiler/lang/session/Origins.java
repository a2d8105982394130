// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.session;

import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.lang.diagnostic.Span;

/** Where nodes come from. */
final class Origins {
    private Origins() {}

    /** The origin for a place in a text: its line, without the comment. */
    static Origin of(Span span) {
        if (span.file().text().isEmpty()) {
            return new Origin(span.file().name(), 0, 0, "");
        }
        String line = span.file().line(span.startLine());
        return new Origin(
                span.file().name(),
                span.startLine(),
                span.startColumn(),
                withoutComment(line).strip());
    }

    private static String withoutComment(String line) {
        boolean text = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && (i == 0 || line.charAt(i - 1) != '\\')) {
                text = !text;
            } else if (c == '#' && !text) {
                return line.substring(0, i);
            }
        }
        return line;
    }
}
