// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gradwright.compiler.kernel.Buffer;

/**
 * A piece of memory that buffers share by turns. Each goes to the lowest place where nothing that lives at the same time lies; the
 * order in which they go decides how much is lost, so several orders are tried and the best is kept. Finding the least length
 * is as hard as packing bins, but the sum of what lives at one time is a bound from below, and mostly it is met.
 */
final class Region {
    /** Seeded: the same model gives the same plan. */
    private static final long SEED = 1;

    /** Placing n buffers takes about n squared steps; so many in all are well below a second. */
    private static final long MOST_STEPS = 20_000_000;

    private static final int MOST_ORDERS = 200;

    private final long start;
    private final List<Item> items;

    /** @param alignment offsets are multiples of it */
    record Item(Buffer buffer, long length, long alignment, Lifetime lifetime) {
        private long volume() {
            return length * (lifetime.last() - lifetime.first() + 1);
        }
    }

    private record Placed(Item item, long offset) {
        long end() {
            return offset + item.length();
        }
    }

    /** @param start the lowest offset */
    Region(long start, List<Item> items) {
        this.start = start;
        this.items = items;
    }

    /**
     * Where each buffer lies.
     *
     * @param end of the last
     */
    record Layout(Map<Buffer, Long> offsets, long end) {}

    Layout best() {
        long bound = start + mostAlive();
        Layout best = null;
        for (List<Item> order : orders()) {
            Layout layout = layout(order);
            best = best == null || layout.end() < best.end() ? layout : best;
            if (best.end() <= bound) {
                break;
            }
        }
        return best;
    }

    /** The most that lives at one time. */
    private long mostAlive() {
        var changes = new TreeMap<Integer, Long>();
        for (Item item : items) {
            changes.merge(item.lifetime().first(), item.length(), Long::sum);
            changes.merge(item.lifetime().last() + 1, -item.length(), Long::sum);
        }
        long now = 0;
        long most = 0;
        for (long change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    private List<List<Item>> orders() {
        long square = Math.max(1, (long) items.size() * items.size());
        long most = Math.max(1, Math.min(MOST_ORDERS, MOST_STEPS / square));
        Comparator<Item> length = Comparator.comparingLong(Item::length).reversed();
        Comparator<Item> volume = Comparator.comparingLong(Item::volume).reversed();
        Comparator<Item> first = Comparator.comparingInt(i -> i.lifetime().first());
        Comparator<Item> last = Comparator.comparingInt(i -> -i.lifetime().last());
        var orders = new ArrayList<List<Item>>();
        Stream.of(length, volume, length.thenComparing(first), first, last)
                .limit(most)
                .forEach(order -> orders.add(items.stream().sorted(order).toList()));
        int sorted = orders.size();
        var random = new Random(SEED);
        for (int i = sorted; i < most; i++) {
            orders.add(disturbed(orders.get(i % sorted), random));
        }
        return orders;
    }

    /** A few neighbours change places. */
    private static List<Item> disturbed(List<Item> order, Random random) {
        var other = new ArrayList<>(order);
        for (int swaps = 1 + other.size() / 4; swaps > 0; swaps--) {
            int at = random.nextInt(other.size());
            int to = Math.min(other.size() - 1, at + 1 + random.nextInt(4));
            Collections.swap(other, at, to);
        }
        return other;
    }

    private Layout layout(List<Item> order) {
        var placed = new ArrayList<Placed>();
        var offsets = new LinkedHashMap<Buffer, Long>();
        long end = start;
        for (Item item : order) {
            Placed place = new Placed(item, lowest(item, placed));
            int at = Collections.binarySearch(placed, place, Comparator.comparingLong(Placed::offset));
            placed.add(at < 0 ? -at - 1 : at, place);
            end = Math.max(end, place.end());
            offsets.put(item.buffer(), place.offset());
        }
        return new Layout(offsets, end);
    }

    private long lowest(Item item, List<Placed> placed) {
        long offset = aligned(start, item.alignment());
        for (Placed other : placed) {
            if (other.end() > offset && other.item().lifetime().overlaps(item.lifetime())) {
                if (offset + item.length() <= other.offset()) {
                    return offset;
                }
                offset = Math.max(offset, aligned(other.end(), item.alignment()));
            }
        }
        return offset;
    }

    static long aligned(long offset, long alignment) {
        return alignment == 1 ? offset : (offset + alignment - 1) / alignment * alignment;
    }
}
