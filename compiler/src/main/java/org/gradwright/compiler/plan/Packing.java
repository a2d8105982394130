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
 * Packs buffers with lifetimes into one array. Buffers whose sizes are multiples of the same product of free sizes form a
 * region; within a region offsets are multiples of that product, planned on the factors as if it were 1. So one plan is
 * right for all values of the free sizes. The largest buffer goes first, each to the lowest place where nothing that lives
 * at the same time lies.
 */
final class Packing {
    /** Known offsets are multiples of a 512-bit vector of floats. */
    private static final long ALIGNMENT = 16;

    private record Item(Buffer buffer, long factor, Lifetime lifetime) {}

    private record Placed(Item item, long offset) {
        long end() {
            return offset + item.factor();
        }
    }

    private final Map<Buffer, Size> offsets = new LinkedHashMap<>();
    private Size end;

    private Packing(Size start) {
        this.end = start;
    }

    /** The length of the array. */
    Size end() {
        return end;
    }

    Map<Buffer, Size> offsets() {
        return offsets;
    }

    static Packing of(Map<Buffer, Lifetime> lifetimes, Map<Buffer, Size> counts, Size start) {
        var packing = new Packing(start);
        var regions = new TreeMap<List<String>, List<Item>>(
                Comparator.<List<String>>comparingInt(List::size).thenComparing(List::toString));
        lifetimes.forEach((buffer, lifetime) -> {
            List<String> unit = unit(counts.get(buffer));
            Item item = new Item(buffer, factor(counts.get(buffer), unit.isEmpty()), lifetime);
            regions.computeIfAbsent(unit, u -> new ArrayList<>()).add(item);
        });
        regions.forEach(packing::region);
        return packing;
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
    private static long factor(Size size, boolean known) {
        long sum = size.terms().values().stream().mapToLong(c -> Math.max(c, 0)).sum();
        return known ? (sum + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : sum;
    }

    private void region(List<String> unit, List<Item> items) {
        Size scale = Size.ONE;
        for (String name : unit) {
            scale = scale.times(Size.free(name));
        }
        var placed = new ArrayList<Placed>();
        long total = 0;
        items.sort(Comparator.comparingLong(Item::factor).reversed());
        for (Item item : items) {
            Placed place = new Placed(item, lowest(item, placed));
            placed.add(place);
            placed.sort(Comparator.comparingLong(Placed::offset));
            total = Math.max(total, place.end());
            offsets.put(item.buffer(), end.plus(scale.times(place.offset())));
        }
        end = end.plus(scale.times(total));
    }

    private static long lowest(Item item, List<Placed> placed) {
        long offset = 0;
        for (Placed other : placed) {
            if (other.item().lifetime().overlaps(item.lifetime())) {
                if (offset + item.factor() <= other.offset()) {
                    return offset;
                }
                offset = Math.max(offset, other.end());
            }
        }
        return offset;
    }
}
