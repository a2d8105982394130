// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds what may lie in a piece of memory among many others. Windows of similar length are kept in the order of their starts: one that
 * reaches into a window then starts at most twice its own length before it.
 */
final class Overlaps<T> {
    private final Map<Lengths, TreeMap<Long, List<Entry<T>>>> classes = new HashMap<>();

    /**
     * A piece of memory, the end not included. Where it begins and ends depends on the free sizes.
     *
     * @param from where its window begins; pieces whose windows do not overlap never overlap
     * @param to where its window ends
     */
    record Span(Placement.Space space, long from, long to, Height begin, Height end) {
        /** Whether they share memory for some free sizes; true where it cannot be told. */
        boolean overlaps(Span other) {
            return space == other.space
                    && from < other.to
                    && other.from < to
                    && !end.isNeverAbove(other.begin)
                    && !other.end.isNeverAbove(begin);
        }

        /** Whether all of the other lies in this for all free sizes. */
        boolean covers(Span other) {
            return space == other.space && begin.isNeverAbove(other.begin) && other.end.isNeverAbove(end);
        }
    }

    private record Entry<T>(Span span, T thing) {}

    /** Windows in one space of at least {@code length} and less than twice as much; a power of two, or 0. */
    private record Lengths(Placement.Space space, long length) {
        static Lengths of(Span span) {
            return new Lengths(span.space, Long.highestOneBit(span.to - span.from));
        }
    }

    void add(Span span, T thing) {
        classes.computeIfAbsent(Lengths.of(span), c -> new TreeMap<>())
                .computeIfAbsent(span.from, f -> new ArrayList<>())
                .add(new Entry<>(span, thing));
    }

    void remove(Span span, T thing) {
        TreeMap<Long, List<Entry<T>>> starts = classes.get(Lengths.of(span));
        List<Entry<T>> entries = starts.get(span.from);
        entries.removeIf(e -> e.thing.equals(thing));
        if (entries.isEmpty()) {
            starts.remove(span.from);
        }
    }

    /** All that share memory with a span. */
    List<T> overlapping(Span span) {
        var found = new ArrayList<T>();
        classes.forEach((kind, starts) -> {
            if (kind.space == span.space) {
                for (List<Entry<T>> entries : starts.subMap(span.from - 2 * kind.length, false, span.to, false)
                        .values()) {
                    entries.stream().filter(e -> e.span.overlaps(span)).forEach(e -> found.add(e.thing));
                }
            }
        });
        return found;
    }
}
