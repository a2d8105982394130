// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Finds the moving averages of parameters, which are optimiser state called {@code PATH#average} or {@code PATH#LABEL.average}. */
final class Averages {
    private Averages() {}

    /** From what is before {@code #} to the first name of an average that begins so. */
    static Map<String, String> byParameter(Collection<String> names) {
        Map<String, String> averages = new HashMap<>();
        for (String name : names) {
            if (name.endsWith("#average") || name.endsWith(".average") && name.contains("#")) {
                averages.putIfAbsent(name.substring(0, name.lastIndexOf('#')), name);
            }
        }
        return averages;
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
