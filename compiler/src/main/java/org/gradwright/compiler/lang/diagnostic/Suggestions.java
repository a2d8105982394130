// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** "Did you mean": the nearest of the names that there are. */
public final class Suggestions {
    /** Longer words are not compared: the cost is the product of the lengths. */
    private static final int LONGEST = 64;

    private Suggestions() {}

    private record Candidate(String name, int distance) {}

    /**
     * The candidate that a word most likely stands for: equal but for upper and lower case, or at most a third of its
     * letters (and at least one) wrong, missing, added or swapped with a neighbour. Nothing if none is that near. Of
     * equally near ones the first in alphabetical order.
     */
    public static Optional<String> closest(String word, Collection<String> candidates) {
        int tolerance = Math.max(1, word.length() / 3);
        return candidates.stream()
                .filter(name -> !name.equals(word) && name.length() <= LONGEST && word.length() <= LONGEST)
                .map(name -> new Candidate(name, distance(word, name)))
                .filter(candidate -> candidate.distance <= tolerance && candidate.distance < word.length())
                .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /** Zero for words that differ in case only, otherwise {@link #editDistance}. */
    private static int distance(String word, String name) {
        return word.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)) ? 0 : editDistance(word, name);
    }

    /** How many letters must be replaced, inserted, deleted or swapped with a neighbour (Damerau, Levenshtein). */
    static int editDistance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
