// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Lays a diagnostic out as text: one row for the carets, one for each further underline, so nothing needs aligning. */
final class Renderer {
    private static final int NUMBER_WIDTH = 4;

    private final Diagnostic diagnostic;
    private final StringBuilder out = new StringBuilder();

    Renderer(Diagnostic diagnostic) {
        this.diagnostic = diagnostic;
    }

    String render() {
        out.append(diagnostic.headline()).append('\n');
        lines().forEach(this::line);
        diagnostic.notes().forEach(note -> row('=', note));
        if (!diagnostic.help().isEmpty()) {
            row('=', "help: " + diagnostic.help());
        }
        return out.toString();
    }

    /** The underlined source lines, the culprit's first. */
    private Map<Integer, Excerpt> lines() {
        Map<Integer, Excerpt> lines = new LinkedHashMap<>();
        mark(lines, diagnostic.span(), '^', diagnostic.label());
        for (Underline underline : diagnostic.secondary()) {
            if (underline.span().file() == diagnostic.span().file()) {
                mark(lines, underline.span(), '-', underline.label());
            }
        }
        return lines;
    }

    private void mark(Map<Integer, Excerpt> lines, Span span, char mark, String label) {
        Excerpt excerpt = lines.computeIfAbsent(span.startLine(), n -> Excerpt.of(span));
        lines.put(span.startLine(), excerpt.mark(span, mark, label));
    }

    private void line(int number, Excerpt excerpt) {
        if (excerpt.isEmpty()) {
            return;
        }
        String digits = Integer.toString(number);
        out.append(" ".repeat(Math.max(0, NUMBER_WIDTH - digits.length()))).append(digits);
        out.append(" | ").append(excerpt.text()).append('\n');
        excerpt.rows().forEach(row -> row('|', row));
    }

    private void row(char border, String words) {
        String indent = " ".repeat(NUMBER_WIDTH + 1);
        out.append(words.lines().map(line -> indent + border + " " + line).collect(Collectors.joining("\n", "", "\n")));
    }
}
