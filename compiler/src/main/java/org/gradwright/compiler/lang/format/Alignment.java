// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

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
                && canBeAligned(first)
                && canBeAligned(next)
                && first.separators().equals(next.separators());
    }

    private static boolean canBeAligned(Unit unit) {
        return !unit.separators().isEmpty() && unit.separatorsOnFirstLine() && fits(unit, singleGaps(segments(unit)));
    }

    private static List<List<Integer>> runGaps(List<Unit> run) {
        List<List<Segment>> segments = run.stream().map(Alignment::segments).toList();
        boolean begun = segments.stream().flatMap(List::stream).anyMatch(segment -> segment.authorGap > 1);
        return run.size() > 1 && begun
                ? alignedGaps(run, segments)
                : segments.stream().map(Alignment::singleGaps).toList();
    }

    /** The gaps of an aligned run; of one that would become too wide, those of a run that is not aligned. */
    private static List<List<Integer>> alignedGaps(List<Unit> run, List<List<Segment>> segments) {
        List<List<Integer>> aligned =
                segments.stream().map(line -> lineGaps(segments, line)).toList();
        boolean fit = IntStream.range(0, run.size()).allMatch(i -> fits(run.get(i), aligned.get(i)));
        return fit ? aligned : segments.stream().map(Alignment::singleGaps).toList();
    }

    private static List<Integer> singleGaps(List<Segment> line) {
        return Collections.nCopies(line.size(), 1);
    }

    /** Whether what cannot be broken off the first line fits, with such gaps before its separators. */
    private static boolean fits(Unit unit, List<Integer> gaps) {
        int spaces = gaps.stream().mapToInt(Integer::intValue).sum();
        int words = 0;
        for (Word word : unit.head()) {
            words += width(word) - (word.separator() ? 1 : 0);
        }
        return StatementLayout.INDENT * unit.level() + words + spaces <= LineBreaker.WIDTH;
    }

    private static int width(Word word) {
        return word.text().codePointCount(0, word.text().length()) + (word.spaced() ? 1 : 0);
    }

    private static List<Integer> lineGaps(List<List<Segment>> run, List<Segment> line) {
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
                width += width(word);
            }
        }
        return segments;
    }
}
