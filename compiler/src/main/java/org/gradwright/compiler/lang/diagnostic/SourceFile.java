// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One source text and the name under which messages cite it. Two files are equal only if they are the same object. */
public final class SourceFile {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    /**
     * @param name how messages call the file, for example {@code model.graph}
     * @param text the whole text; lines end with LF or CRLF
     */
    public SourceFile(String name, String text) {
        this.name = Objects.requireNonNull(name, "name");
        this.text = Objects.requireNonNull(text, "text");
        this.lineStarts = starts(text);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The number of lines, at least 1: the last line need not end with a line break. */
    public int lineCount() {
        return lineStarts.length;
    }

    /** The text of a line, counted from 1, without its line break; empty for a line that does not exist. */
    public String line(int number) {
        if (number < 1 || number > lineStarts.length) {
            return "";
        }
        int start = lineStarts[number - 1];
        int end = number == lineStarts.length ? text.length() : lineStarts[number] - 1;
        return text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }

    private static int[] starts(String text) {
        List<Integer> starts = new ArrayList<>();
        starts.add(0);
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            starts.add(i + 1);
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
