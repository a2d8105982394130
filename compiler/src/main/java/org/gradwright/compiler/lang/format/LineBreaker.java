// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import java.util.ArrayList;
import java.util.List;

/** Breaks a line that is too long: behind the bracket of its longest call, then one argument a line. */
final class LineBreaker {
    /** Columns of a line, without its comment. */
    static final int WIDTH = 120;

    private LineBreaker() {}

    /**
     * The pieces of a row, each for a line of its own; the row itself if it fits or cannot be broken.
     *
     * @param code the row as it would be written
     * @param open how many brackets of earlier lines are open where the row begins
     */
    static List<List<Word>> pieces(List<Word> words, String code, int open) {
        if (code.codePointCount(0, code.length()) <= WIDTH) {
            return List.of(words);
        }
        List<Integer> breaks = commas(words, 0, words.size(), open);
        return split(words, breaks.isEmpty() ? longestBracket(words) : breaks);
    }

    private static List<List<Word>> split(List<Word> words, List<Integer> breaks) {
        List<List<Word>> pieces = new ArrayList<>();
        int start = 0;
        for (int end : breaks) {
            pieces.add(words.subList(start, end));
            start = end;
        }
        pieces.add(words.subList(start, words.size()));
        return pieces;
    }

    /** The places behind the commas that are inside one of the open brackets, not of one that opens in the range. */
    private static List<Integer> commas(List<Word> words, int start, int end, int open) {
        List<Integer> places = new ArrayList<>();
        int depth = 0;
        int lowest = 0;
        for (int i = start; i < end; i++) {
            depth += words.get(i).opens() ? 1 : words.get(i).closes() ? -1 : 0;
            lowest = Math.min(lowest, depth);
            boolean inside = depth == lowest && open + lowest > 0;
            if (inside && words.get(i).is(",") && i + 1 < words.size()) {
                places.add(i + 1);
            }
        }
        return places;
    }

    /** Where the first bracket behind the last separator has its content; the end if there is none. */
    static int headEnd(List<Word> words) {
        int end = afterSeparators(words);
        while (end < words.size() && !words.get(end).opens()) {
            end++;
        }
        return Math.min(words.size(), end + 1);
    }

    private static int afterSeparators(List<Word> words) {
        int end = words.size();
        while (end > 0 && !words.get(end - 1).separator()) {
            end--;
        }
        return end;
    }

    /**
     * The places at which the longest outermost bracket breaks: behind the separators if any is there, for what is
     * aligned should stay on its line. None if there is no bracket with content.
     */
    private static List<Integer> longestBracket(List<Word> words) {
        int from = afterSeparators(words);
        boolean behind = words.subList(from, words.size()).stream().anyMatch(Word::opens);
        return longestBracket(words, behind ? from : 0);
    }

    private static List<Integer> longestBracket(List<Word> words, int from) {
        int start = -1;
        int length = 0;
        for (int i = from; i < words.size(); i++) {
            int end = words.get(i).opens() ? closing(words, i) : i;
            if (end > i + 1 && textLength(words, i, end) > length) {
                start = i;
                length = textLength(words, i, end);
            }
            i = end;
        }
        return start < 0 ? List.of() : bracketBreaks(words, start);
    }

    private static List<Integer> bracketBreaks(List<Word> words, int start) {
        List<Integer> breaks = new ArrayList<>(List.of(start + 1));
        breaks.addAll(commas(words, start + 1, closing(words, start), 1));
        return breaks;
    }

    /** The place of the bracket that closes the one at a place, or the end of the row. */
    private static int closing(List<Word> words, int start) {
        int depth = 0;
        for (int i = start; i < words.size(); i++) {
            depth += words.get(i).opens() ? 1 : words.get(i).closes() ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return words.size();
    }

    private static int textLength(List<Word> words, int from, int to) {
        return words.subList(from, to).stream()
                .mapToInt(word -> word.text().length() + 1)
                .sum();
    }
}
