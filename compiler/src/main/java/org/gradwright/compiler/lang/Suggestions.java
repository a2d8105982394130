// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Names that somebody probably meant. */
final class Suggestions {
    private Suggestions() {}

    /** The nearest of several names, if it is near: of three letters one may be wrong, of shorter names only the case. */
    static Optional<String> nearest(Collection<String> names, String wrong) {
        Optional<String> otherCase = names.stream()
                .filter(name -> name.equalsIgnoreCase(wrong) && !name.equals(wrong))
                .findFirst();
        int allowed = Math.min(3, (wrong.length() + 1) / 3 - (wrong.length() == 2 ? 1 : 0));
        return otherCase.isPresent() ? otherCase : near(names, wrong, allowed);
    }

    private static Optional<String> near(Collection<String> names, String wrong, int allowed) {
        return names.stream()
                .filter(name -> !name.equals(wrong) && Math.abs(name.length() - wrong.length()) <= allowed)
                .filter(name -> distance(name, wrong) <= allowed)
                .min(Comparator.<String>comparingInt(name -> distance(name, wrong))
                        .thenComparing(name -> name));
    }

    /** How many letters to insert, delete, replace or swap with a neighbour (Damerau and Levenshtein). */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
