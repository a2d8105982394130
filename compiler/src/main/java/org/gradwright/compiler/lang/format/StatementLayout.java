// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.syntax.Token;

/**
 * Writes one statement. Line breaks inside brackets stay where the author put them; a line that goes on is indented by
 * two spaces for each line with open brackets, or stands behind the bracket if it stood there before.
 */
final class StatementLayout {
    static final int INDENT = 2;

    private final Unit unit;
    private final List<Integer> gaps;
    private final List<Line> lines = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    /** An open bracket: the columns behind it in the source and in the result, counted from 0, and its line. */
    private record Open(int sourceColumn, int column, int line) {}

    private StatementLayout(Unit unit, List<Integer> gaps) {
        this.unit = unit;
        this.gaps = gaps;
    }

    /** The lines of a statement, with so many spaces before its separators. */
    static List<Line> lines(Unit unit, List<Integer> gaps) {
        StatementLayout layout = new StatementLayout(unit, gaps);
        unit.rows().forEach(layout::row);
        return layout.lines;
    }

    private void row(Row row) {
        if (row.words().isEmpty()) {
            lines.add(new Line(blankBefore(), " ".repeat(indent(false)), row.comment(), 0));
            return;
        }
        Word first = row.words().get(0);
        boolean whole =
                write(row.words(), hangs(first) ? open.element().column : indent(first.closes()), row.comment());
        if (whole && row.comment().isPresent()) {
            keepCommentColumn(row);
        }
    }

    /** Writes words, on several lines if they are too long for one; the comment goes to the last of these. */
    private boolean write(List<Word> words, int indent, Optional<Token> comment) {
        List<List<Word>> pieces = LineBreaker.pieces(words, code(words, indent), open.size());
        boolean whole = pieces.size() == 1;
        if (whole) {
            writeLine(words, indent, comment);
        } else {
            write(pieces.get(0), indent, Optional.empty());
        }
        for (int i = 1; i < pieces.size(); i++) {
            List<Word> piece = pieces.get(i);
            write(piece, indent(piece.get(0).closes()), i == pieces.size() - 1 ? comment : Optional.empty());
        }
        return whole;
    }

    private boolean blankBefore() {
        return lines.isEmpty() && unit.blankBefore();
    }

    private boolean hangs(Word first) {
        return !open.isEmpty() && !first.closes() && first.token().column() - 1 == open.element().sourceColumn;
    }

    private int indent(boolean closing) {
        long lineCount = open.stream()
                .skip(closing ? 1 : 0)
                .mapToInt(Open::line)
                .distinct()
                .count();
        return INDENT * (unit.level() + (int) lineCount);
    }

    private void writeLine(List<Word> words, int indent, Optional<Token> comment) {
        String code = code(words, indent);
        int column = indent;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            column +=
                    space(words, i) + word.text().codePointCount(0, word.text().length());
            if (word.opens()) {
                open.push(new Open(word.token().endColumn() - 1, column, lines.size()));
            } else if (word.closes()) {
                open.pop();
            }
        }
        lines.add(new Line(blankBefore(), code, comment, 0));
    }

    /** A comment behind a line that was not broken stays in its column if its author left extra space before it. */
    private void keepCommentColumn(Row row) {
        Token comment = row.comment().orElseThrow();
        Token last = row.words().get(row.words().size() - 1).token();
        if (comment.column() - last.endColumn() > 1) {
            Line line = lines.remove(lines.size() - 1);
            lines.add(new Line(line.blankBefore(), line.code(), line.comment(), comment.column()));
        }
    }

    private String code(List<Word> words, int indent) {
        StringBuilder code = new StringBuilder(" ".repeat(indent));
        for (int i = 0; i < words.size(); i++) {
            code.append(" ".repeat(space(words, i))).append(words.get(i).text());
        }
        return code.toString();
    }

    private int space(List<Word> words, int i) {
        Word word = words.get(i);
        if (i == 0) {
            return 0;
        }
        boolean firstLine = lines.isEmpty() && word.separator();
        return firstLine ? gaps.get(separatorsBefore(words, i)) : word.spaced() ? 1 : 0;
    }

    private static int separatorsBefore(List<Word> words, int i) {
        return (int) words.subList(0, i).stream().filter(Word::separator).count();
    }
}
