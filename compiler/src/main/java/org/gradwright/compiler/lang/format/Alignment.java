// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Aligns the separators of neighbouring statements. A run is aligned if its author left extra space before any
 * separator in it; the space that he left in the widest line stays.
 */
final class Alignment {
    private Alignment() {}

    /** For each unit how many spaces come before each separator of its first line. */
    static List<List<Integer>> gaps(List<Unit> units) {
        List<List<Integer>> gaps = new ArrayList<>();
        for (int start = 0; start < units.size(); start = gaps.size()) {
            gaps.addAll(runGaps(units.subList(start, runEnd(units, start))));
        }
        return gaps;
    }

    private static int runEnd(List<Unit> units, int start) {
        Unit first = units.get(start);
        int end = start + 1;
        while (end < units.size() && continues(first, units.get(end))) {
            end++;
        }
        return end;
    }

    private static boolean continues(Unit first, Unit next) {
        return !next.blankBefore()
                && next.level() == first.level()
                && !first.separators().isEmpty()
                && first.separators().equals(next.separators());
    }

    private static List<List<Integer>> runGaps(List<Unit> run) {
        List<List<Segment>> segments = run.stream().map(Alignment::segments).toList();
        boolean aligned =
                run.size() > 1 && segments.stream().flatMap(List::stream).anyMatch(segment -> segment.authorGap > 1);
        List<List<Integer>> gaps = new ArrayList<>();
        for (List<Segment> line : segments) {
            gaps.add(aligned ? alignedGaps(segments, line) : Collections.nCopies(line.size(), 1));
        }
        return gaps;
    }

    private static List<Integer> alignedGaps(List<List<Segment>> run, List<Segment> line) {
        List<Integer> gaps = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            int k = i;
            int widest =
                    run.stream().mapToInt(other -> other.get(k).width).max().orElseThrow();
            int spare =
                    run.stream().mapToInt(other -> other.get(k).authorGap).min().orElseThrow();
            gaps.add(widest - line.get(k).width + Math.max(1, spare));
        }
        return gaps;
    }

    /** What stands before a separator, back to the one before it. */
    private record Segment(int width, int authorGap) {}

    private static List<Segment> segments(Unit unit) {
        List<Segment> segments = new ArrayList<>();
        int width = 0;
        for (Word word : unit.rows().get(0).words()) {
            if (word.separator()) {
                segments.add(new Segment(width, word.gap()));
                width = 0;
            } else {
                width += word.text().codePointCount(0, word.text().length()) + (word.spaced() ? 1 : 0);
            }
        }
        return segments;
    }
}
