// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import java.util.ArrayList;
import java.util.List;

/**
 * One source line made fit to print, and the rows of marks below it. Control characters become spaces so that columns
 * stay true; of a very long line a window around the culprit is shown.
 */
record Excerpt(String text, int shift, List<String> rows) {
    private static final int WINDOW = 160;
    private static final String ELLIPSIS = "...";

    static Excerpt of(Span span) {
        int[] points = span.file()
                .line(span.startLine())
                .codePoints()
                .map(Excerpt::printable)
                .toArray();
        int from = Math.max(0, Math.min(span.startColumn() - 1 - WINDOW / 2, points.length - WINDOW));
        int to = Math.min(points.length, from + WINDOW);
        String body = new String(points, from, to - from);
        String text = (from > 0 ? ELLIPSIS : "") + body + (to < points.length ? ELLIPSIS : "");
        return new Excerpt(text, from > 0 ? from - ELLIPSIS.length() : 0, List.of());
    }

    private static int printable(int point) {
        return Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? ' ' : point;
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    Excerpt mark(Span span, char mark, String label) {
        int width = text.codePointCount(0, text.length());
        int start = Math.max(0, span.startColumn() - 1 - shift);
        int end = span.startLine() == span.endLine() ? span.endColumn() - 1 - shift : width;
        int length = Math.max(1, Math.min(end, width) - start);
        String marks = " ".repeat(Math.min(start, width)) + String.valueOf(mark).repeat(length);
        List<String> more = new ArrayList<>(rows);
        more.add(label.isEmpty() ? marks : marks + " " + label);
        return new Excerpt(text, shift, more);
    }
}
