// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Optional;

/** Finds the moving averages of parameters, which are optimiser state called {@code PATH#average} or {@code PATH#LABEL.average}. */
final class Averages {
    private Averages() {}

    /** The first of some names that is that of a parameter's average. @param parameter as its optimiser state's names begin */
    static Optional<String> of(String parameter, Collection<String> names) {
        String start = parameter + "#";
        return names.stream()
                .filter(name -> name.startsWith(start))
                .filter(name -> name.endsWith(".average") || name.equals(start + "average"))
                .findFirst();
    }

    /** Whether there was an update to average: until then an average is zero, afterwards only that of a parameter that is zero. */
    static boolean hasBegun(Object reals, int from, int size) {
        for (int i = from; i < from + size; i++) {
            if (Array.getDouble(reals, i) != 0) {
                return true;
            }
        }
        return false;
    }
}
