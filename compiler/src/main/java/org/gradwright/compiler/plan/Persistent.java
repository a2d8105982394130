// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places what outlives a program, one behind the other. What fills a vector is aligned; what is smaller goes into the gaps that
 * this leaves.
 */
final class Persistent {
    private final Map<String, Long> lengths = new LinkedHashMap<>();
    private final Map<String, Long> offsets = new LinkedHashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long end;

    private record Gap(long from, long to) {
        boolean holds(long length) {
            return to - from >= length;
        }
    }

    /** Asks for memory; a name that has some keeps it. */
    void add(String name, long length) {
        lengths.putIfAbsent(name, length);
    }

    void place() {
        lengths.forEach((name, length) -> {
            if (Planner.alignment(length) > 1) {
                long from = Region.aligned(end, Planner.alignment(length));
                gaps.add(new Gap(end, from));
                append(name, from, length);
            }
        });
        gaps.removeIf(gap -> !gap.holds(1));
        lengths.forEach((name, length) -> {
            if (!offsets.containsKey(name)) {
                small(name, length);
            }
        });
    }

    private void append(String name, long from, long length) {
        offsets.put(name, from);
        end = from + length;
    }

    private void small(String name, long length) {
        for (int i = 0; i < gaps.size(); i++) {
            Gap gap = gaps.get(i);
            if (gap.holds(length)) {
                offsets.put(name, gap.from());
                gaps.set(i, new Gap(gap.from() + length, gap.to()));
                gaps.removeIf(g -> !g.holds(1));
                return;
            }
        }
        append(name, end, length);
    }

    long end() {
        return end;
    }

    /** The offsets of all whose names begin so, by the rest of the name. */
    Map<String, Integer> offsets(String prefix) {
        var found = new LinkedHashMap<String, Integer>();
        for (String name : lengths.keySet()) {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), offset(name));
            }
        }
        return found;
    }

    int offset(String name) {
        return (int) Math.min(offsets.get(name), Integer.MAX_VALUE);
    }
}
