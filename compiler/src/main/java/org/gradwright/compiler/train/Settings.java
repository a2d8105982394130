// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The settings that a call in the language gives to an optimiser or a schedule, read one by one. */
final class Settings {
    private final String owner;
    private final Map<String, Object> given;
    private final Set<String> known = new LinkedHashSet<>();

    Settings(String owner, Map<String, Object> given) {
        this.owner = owner;
        this.given = given;
    }

    /** A required number. */
    double number(String setting) {
        return asNumber(setting, required(setting));
    }

    double number(String setting, double otherwise) {
        return asNumber(setting, value(setting, otherwise));
    }

    /** A required whole number. */
    int whole(String setting) {
        return asWhole(setting, required(setting));
    }

    int whole(String setting, int otherwise) {
        return asWhole(setting, value(setting, otherwise));
    }

    boolean flag(String setting, boolean otherwise) {
        Object value = value(setting, otherwise);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new IllegalArgumentException(owner + ": " + setting + " must be true or false, not " + value);
    }

    /** A schedule; a number is a constant one. */
    Schedule schedule(String setting, double otherwise) {
        Object value = value(setting, otherwise);
        return value instanceof Schedule schedule ? schedule : Schedule.constant(asNumber(setting, value));
    }

    /** To be called after all settings have been read. @throws IllegalArgumentException when one was given that nobody read */
    void requireAllUsed() {
        for (String setting : given.keySet()) {
            if (!known.contains(setting)) {
                throw unknown("setting of " + owner, setting, known);
            }
        }
    }

    private Object required(String setting) {
        if (!given.containsKey(setting)) {
            throw new IllegalArgumentException(owner + " needs " + setting);
        }
        return value(setting, null);
    }

    private Object value(String setting, Object otherwise) {
        known.add(setting);
        return given.getOrDefault(setting, otherwise);
    }

    private double asNumber(String setting, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException(owner + ": " + setting + " must be a number, not " + value);
    }

    private int asWhole(String setting, Object value) {
        double number = asNumber(setting, value);
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(owner + ": " + setting + " must be a whole number, not " + value);
        }
        return (int) number;
    }

    /** @throws IllegalArgumentException unless the value is in its range */
    static void require(String setting, boolean inRange, String range, Object value) {
        if (!inRange) {
            throw new IllegalArgumentException(setting + " must be " + range + ", not " + text(value));
        }
    }

    static void requireShare(String setting, double value) {
        require(setting, value >= 0 && value < 1, "at least 0 and below 1", value);
    }

    static void requireNotNegative(String setting, double value) {
        require(setting, value >= 0 && Double.isFinite(value), "not negative", value);
    }

    /** The error for a name that is none of those known, with the nearest as a suggestion. */
    static IllegalArgumentException unknown(String what, String name, Collection<String> known) {
        String nearest = known.stream()
                .filter(k -> distance(k, name) <= Math.max(1, name.length() / 3))
                .min(Comparator.comparingInt(k -> distance(k, name)))
                .map(k -> "did you mean " + k + "? ")
                .orElse("");
        return new IllegalArgumentException(
                "no " + what + " is named " + name + "; " + nearest + "there are " + String.join(", ", known));
    }

    /** The number of letters to insert, delete or replace (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    /** A map from names to values in the order written. */
    static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return java.util.Collections.unmodifiableMap(map);
    }

    /** A call as the language writes it: {@code adam(lr = 0.001, beta1 = 0.9)}. */
    static String call(String name, Map<String, Object> settings) {
        return settings.entrySet().stream()
                .map(e -> e.getKey() + " = " + text(e.getValue()))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** A value as the language writes it. */
    static String text(Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e9) {
            return Long.toString(number.longValue());
        }
        return String.valueOf(value).replace("E", "e");
    }
}
