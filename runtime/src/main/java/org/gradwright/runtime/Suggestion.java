// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Collection;
import java.util.Comparator;

/** What somebody probably meant. */
final class Suggestion {
    private static final int LONGEST = 200;

    private Suggestion() {}

    /** {@code ": did you mean NAME?"}, or, when nothing is near, {@code ": there are NAMES"}. */
    static String among(Collection<String> names, String wrong) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(name, wrong)))
                .filter(name -> distance(name, wrong) <= Math.max(2, wrong.length() / 3))
                .map(name -> ": did you mean " + name + "?")
                .orElseGet(() -> all(names));
    }

    private static String all(Collection<String> names) {
        if (names.isEmpty()) {
            return ": there is none";
        }
        String list = String.join(", ", names);
        return ": there are " + (list.length() > LONGEST ? list.substring(0, LONGEST) + " ..." : list);
    }

    /** Levenshtein's distance: how many letters must be inserted, deleted or replaced. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
