// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;

/**
 * Packs many buffers into one array, where comparing each two takes too long ({@link Stacking}). Buffers whose sizes are multiples of the
 * same product of free sizes form a region; within a region offsets are multiples of that product, planned on the factors as if it were 1.
 * So one plan is right for all values of the free sizes.
 */
final class Packing {
    private final Map<Buffer, Extent> offsets = new LinkedHashMap<>();
    private Size end;

    private Packing(long start) {
        this.end = Size.of(start);
    }

    static Layout of(Map<Buffer, Lifetime> lifetimes, Map<Buffer, Size> counts, long start) {
        var packing = new Packing(start);
        var regions = new TreeMap<List<String>, List<Region.Item>>(
                Comparator.<List<String>>comparingInt(List::size).thenComparing(List::toString));
        lifetimes.forEach((buffer, lifetime) -> {
            List<String> unit = unit(counts.get(buffer));
            long length = factor(counts.get(buffer));
            var item = new Region.Item(buffer, length, unit.isEmpty() ? Planner.alignment(length) : 1, lifetime);
            regions.computeIfAbsent(unit, u -> new ArrayList<>()).add(item);
        });
        regions.forEach(packing::region);
        return new Layout(packing.offsets, Extent.of(packing.end));
    }

    /** The least product of free sizes that every term of the size divides into. */
    private static List<String> unit(Size size) {
        var powers = new TreeMap<String, Long>();
        for (List<String> monomial : size.terms().keySet()) {
            for (String name : monomial) {
                long power = monomial.stream().filter(name::equals).count();
                powers.merge(name, power, Math::max);
            }
        }
        var unit = new ArrayList<String>();
        powers.forEach((name, power) -> {
            for (int i = 0; i < power; i++) {
                unit.add(name);
            }
        });
        return unit;
    }

    /** How many units are enough: free sizes are at least 1, so the sum of the positive coefficients is. */
    private static long factor(Size size) {
        return size.terms().values().stream().mapToLong(c -> Math.max(c, 0)).sum();
    }

    private void region(List<String> unit, List<Region.Item> items) {
        if (unit.isEmpty()) {
            Region.Layout layout = new Region(end.known(), items).best();
            layout.offsets().forEach((buffer, offset) -> offsets.put(buffer, Extent.of(Size.of(offset))));
            end = Size.of(layout.end());
            return;
        }
        Size scale = Size.ONE;
        for (String name : unit) {
            scale = scale.times(Size.free(name));
        }
        Size base = end.isKnown() ? Size.of(Region.aligned(end.known(), Planner.ALIGNMENT)) : end;
        Region.Layout layout = new Region(0, items).best();
        for (var place : layout.offsets().entrySet()) {
            offsets.put(place.getKey(), Extent.of(base.plus(scale.times(place.getValue()))));
        }
        end = base.plus(scale.times(layout.end()));
    }
}
