// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.ArrayList;
import java.util.List;

/**
 * Places trailing comments. Comments of neighbouring lines are aligned if their author left extra space before any of
 * them: in the column that he chose, or further right where the code needs it.
 */
final class CommentAlignment {
    private CommentAlignment() {}

    /** For each line the column of its comment, counted from 1; 0 for a line without a trailing comment. */
    static List<Integer> columns(List<Line> lines) {
        List<Integer> columns = new ArrayList<>();
        for (int start = 0; start < lines.size(); start = columns.size()) {
            int end = runEnd(lines, start);
            List<Line> run = lines.subList(start, end);
            int chosen = run.stream().mapToInt(Line::commentColumn).max().orElse(0);
            int needed = run.stream().mapToInt(line -> line.width() + 2).max().orElse(0);
            run.forEach(line -> columns.add(column(line, chosen, needed)));
        }
        return columns;
    }

    private static int column(Line line, int chosen, int needed) {
        if (!line.hasTrailingComment()) {
            return 0;
        }
        return chosen == 0 ? line.width() + 2 : Math.max(chosen, needed);
    }

    private static int runEnd(List<Line> lines, int start) {
        int end = start + 1;
        while (end < lines.size()
                && lines.get(start).hasTrailingComment()
                && lines.get(end).hasTrailingComment()
                && !lines.get(end).blankBefore()) {
            end++;
        }
        return end;
    }
}
