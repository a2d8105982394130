// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

/**
 * A stretch of source text. Lines and columns count from 1, columns in code points; the end column is the first one
 * behind the stretch.
 */
public record Span(SourceFile file, int startLine, int startColumn, int endLine, int endColumn) {

    /** A stretch within one line. */
    public static Span onLine(SourceFile file, int line, int startColumn, int endColumn) {
        return new Span(file, line, startColumn, line, endColumn);
    }

    /** From the start of this stretch to the end of another one that follows it in the same file. */
    public Span to(Span end) {
        return new Span(file, startLine, startColumn, end.endLine, end.endColumn);
    }

    /** The place without the file, {@code 12:16}, as messages about the same file cite it. */
    public String position() {
        return startLine + ":" + startColumn;
    }

    /** The place with the file, {@code model.graph:12:16}. */
    public String location() {
        return file.name() + ":" + position();
    }

    /** The place as a message about {@code other} should cite it: the file is named only where it differs. */
    public String seenFrom(Span other) {
        return file == other.file ? position() : location();
    }

    /** The text under the stretch; of a stretch over several lines, the part on its first line. */
    public String text() {
        String line = file.line(startLine);
        int start = offset(line, startColumn);
        return line.substring(start, startLine == endLine ? Math.max(start, offset(line, endColumn)) : line.length());
    }

    private static int offset(String line, int column) {
        int points = line.codePointCount(0, line.length());
        return line.offsetByCodePoints(0, Math.min(column - 1, points));
    }

    @Override
    public String toString() {
        return location();
    }
}
