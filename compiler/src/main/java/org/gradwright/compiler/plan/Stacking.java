// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;

/**
 * Packs buffers for all free sizes at once. What is decided when compiling is, for each two buffers that live at the same time, which of
 * them lies below; a buffer then begins where the highest of those below it ends, whatever the sizes are. The decisions are taken by
 * placing the buffers at likely sizes, each in the lowest gap that holds it, in several orders; the best for all likely sizes is kept.
 */
final class Stacking {
    /** Seeded: the same model gives the same plan. */
    private static final long SEED = 1;

    private static final long MOST_STEPS = 16_000_000;
    private static final int MOST_ORDERS = 600;

    /** So much above the bound no further order is tried; a buffer at a known place is worth a little more. */
    private static final double ENOUGH = 1.02;

    private static final double ENOUGH_KNOWN = 1.03;

    /** What alignment may take from small networks does not count. */
    private static final int SLACK = 40;

    /** What is this long at sizes of 64 is aligned. */
    private static final int LONG = 256;

    private static final int NOMINAL = 64;

    private final long start;
    private final List<Item> items;
    private final Polynomials polynomials;
    private final int likely;
    private final int[][] rivals;
    private final boolean[][] areRivals;
    private final double[] bounds;

    /** A buffer, and what is known of it: its length at each of the likely sizes. */
    record Item(Buffer buffer, Size size, Lifetime lifetime, long[] vector, long[] lengths, boolean isLong) {
        private boolean isKnown() {
            return size.isKnown();
        }

        private int duration() {
            return lifetime.last() - lifetime.first() + 1;
        }

        private long end(long offset, int sizes) {
            return offset + lengths[sizes];
        }
    }

    /** An order of placing at one of the likely sizes; {@code knownBelow}: what has a known size lies below all else. */
    private record Order(int[] items, int sizes, boolean knownBelow) {}

    private record Attempt(Order order, int[] upwards, double ratio) {}

    Stacking(long start, Map<Buffer, Lifetime> lifetimes, Map<Buffer, Size> counts, List<Map<String, Integer>> sizes) {
        this.start = start;
        this.likely = sizes.size();
        this.polynomials = new Polynomials(counts.values(), sizes);
        this.items = lifetimes.keySet().stream()
                .map(b -> item(b, counts.get(b), lifetimes.get(b)))
                .toList();
        this.rivals = IntStream.range(0, items.size()).mapToObj(this::rivals).toArray(int[][]::new);
        this.areRivals = new boolean[items.size()][items.size()];
        for (int i = 0; i < rivals.length; i++) {
            for (int r : rivals[i]) {
                areRivals[i][r] = true;
            }
        }
        this.bounds = IntStream.range(0, likely).mapToDouble(this::bound).toArray();
    }

    private Item item(Buffer buffer, Size size, Lifetime lifetime) {
        long[] vector = polynomials.atMost(size);
        double[] values = polynomials.likely(vector);
        long[] lengths = Arrays.stream(values).mapToLong(v -> (long) v).toArray();
        var nominal = new HashMap<String, Integer>();
        size.freeNames().forEach(name -> nominal.put(name, NOMINAL));
        return new Item(buffer, size, lifetime, vector, lengths, size.evaluate(nominal) >= LONG);
    }

    private int[] rivals(int item) {
        Lifetime own = items.get(item).lifetime();
        return IntStream.range(0, items.size())
                .filter(i -> i != item && items.get(i).lifetime().overlaps(own))
                .toArray();
    }

    /** The most that lives at one time. */
    private double bound(int sizes) {
        int end = items.stream().mapToInt(i -> i.lifetime().last()).max().orElse(0);
        long[] changes = new long[end + 3];
        for (Item item : items) {
            changes[item.lifetime().first() + 1] += item.lengths()[sizes];
            changes[item.lifetime().last() + 2] -= item.lengths()[sizes];
        }
        Arrays.parallelPrefix(changes, Long::sum);
        return start + Arrays.stream(changes).max().orElse(0);
    }

    // ---- the search

    Layout best() {
        Attempt best = null;
        for (Order order : orders()) {
            best = better(best, attempt(order));
            if (best.ratio() <= (order.knownBelow() ? ENOUGH_KNOWN : ENOUGH)) {
                return layout(best.upwards());
            }
        }
        var random = new Random(SEED);
        long most = Math.min(MOST_ORDERS, MOST_STEPS / Math.max(1, (long) items.size() * items.size()));
        for (long i = 0; i < most && best.ratio() > ENOUGH; i++) {
            best = better(best, attempt(disturbed(best.order(), random)));
        }
        return layout(best.upwards());
    }

    private static Attempt better(Attempt best, Attempt other) {
        return best == null || other.ratio() <= best.ratio() ? other : best;
    }

    private List<Order> orders() {
        var orders = new ArrayList<Order>();
        for (boolean knownBelow : new boolean[] {true, false}) {
            for (int kind = 0; kind < 4; kind++) {
                for (int sizes = 0; sizes < likely; sizes++) {
                    orders.add(order(kind, sizes, knownBelow));
                }
            }
        }
        return orders;
    }

    private Order order(int kind, int sizes, boolean knownBelow) {
        Comparator<Item> length = Comparator.comparingLong(i -> -i.lengths()[sizes]);
        Comparator<Item> volume = Comparator.comparingLong(i -> -i.lengths()[sizes] * i.duration());
        Comparator<Item> first = Comparator.comparingInt(i -> i.lifetime().first());
        Comparator<Item> last = Comparator.comparingInt(i -> -i.lifetime().last());
        Comparator<Item> chosen = List.of(
                        volume, length.thenComparing(first), first.thenComparing(length), last.thenComparing(length))
                .get(kind);
        Comparator<Item> known = Comparator.comparing(i -> knownBelow && !i.isKnown());
        Comparator<Item> all = known.thenComparing(chosen);
        return new Order(sorted((a, b) -> all.compare(items.get(a), items.get(b))), sizes, knownBelow);
    }

    private int[] sorted(Comparator<Integer> comparator) {
        return IntStream.range(0, items.size())
                .boxed()
                .sorted(comparator)
                .mapToInt(i -> i)
                .toArray();
    }

    /** A few go earlier or later. */
    private static Order disturbed(Order order, Random random) {
        int[] all = order.items().clone();
        for (int moves = 1 + random.nextInt(3); moves > 0; moves--) {
            int from = random.nextInt(all.length);
            int to = random.nextInt(all.length);
            int moved = all[from];
            if (from < to) {
                System.arraycopy(all, from + 1, all, from, to - from);
            } else {
                System.arraycopy(all, to, all, to + 1, from - to);
            }
            all[to] = moved;
        }
        return new Order(all, order.sizes(), order.knownBelow());
    }

    private Attempt attempt(Order order) {
        long[] offsets = place(order);
        int[] upwards =
                sorted(Comparator.<Integer>comparingLong(i -> offsets[i]).thenComparing(i -> i));
        double most = 0;
        double sum = 0;
        for (int sizes = 0; sizes < likely; sizes++) {
            double ratio = end(upwards, sizes) / (bounds[sizes] + SLACK);
            most = Math.max(most, ratio);
            sum += ratio;
        }
        return new Attempt(order, upwards, most + sum / likely / 1000);
    }

    // ---- at known sizes

    private long[] place(Order order) {
        long[] offsets = new long[items.size()];
        int[] placed = new int[items.size()];
        for (int count = 0; count < placed.length; count++) {
            int item = order.items()[count];
            offsets[item] =
                    lowest(item, floor(item, order, offsets, placed, count), order.sizes(), offsets, placed, count);
            int at = count;
            for (; at > 0 && offsets[placed[at - 1]] > offsets[item]; at--) {
                placed[at] = placed[at - 1];
            }
            placed[at] = item;
        }
        return offsets;
    }

    private long floor(int item, Order order, long[] offsets, int[] placed, int count) {
        long floor = start;
        if (order.knownBelow() && !items.get(item).isKnown()) {
            for (int i = 0; i < count; i++) {
                if (items.get(placed[i]).isKnown() && areRivals[item][placed[i]]) {
                    floor = Math.max(floor, items.get(placed[i]).end(offsets[placed[i]], order.sizes()));
                }
            }
        }
        return floor;
    }

    /** The lowest gap among the first of {@code placed}, which are in the order of their offsets. */
    private long lowest(int item, long floor, int sizes, long[] offsets, int[] placed, int count) {
        long at = aligned(item, floor);
        for (int i = 0; i < count; i++) {
            int other = placed[i];
            long end = items.get(other).end(offsets[other], sizes);
            if (end > at && areRivals[item][other]) {
                if (items.get(item).end(at, sizes) <= offsets[other]) {
                    return at;
                }
                at = aligned(item, end);
            }
        }
        return at;
    }

    private long aligned(int item, long offset) {
        return Region.aligned(offset, items.get(item).isLong() ? Planner.ALIGNMENT : 1);
    }

    /** The length of the array. */
    private long end(int[] upwards, int sizes) {
        long[] ends = new long[items.size()];
        long end = start;
        for (int i : upwards) {
            long at = start;
            for (int r : rivals[i]) {
                at = Math.max(at, ends[r]);
            }
            ends[i] = items.get(i).end(aligned(i, at), sizes);
            end = Math.max(end, ends[i]);
        }
        return end;
    }

    // ---- for all sizes

    private Layout layout(int[] upwards) {
        Height floor = new Height(List.of(polynomials.atMost(Size.of(start))));
        Height[] ends = new Height[items.size()];
        var offsets = new LinkedHashMap<Buffer, Extent>();
        Height end = floor;
        for (int i : upwards) {
            Height at = floor;
            for (int r : rivals[i]) {
                at = ends[r] == null ? at : at.max(ends[r]);
            }
            Item item = items.get(i);
            Extent offset = offset(item, at.simplified(polynomials));
            offsets.put(item.buffer(), offset);
            ends[i] = polynomials.height(offset).plus(item.vector());
            end = end.max(ends[i]).simplified(polynomials);
        }
        return new Layout(offsets, polynomials.extent(end, 1));
    }

    /** Where what is long begins at a multiple of the length of a vector, at least if the free sizes are multiples, too. */
    private Extent offset(Item item, Height at) {
        if (!item.isLong()) {
            return polynomials.extent(at, 1);
        }
        Height aligned = polynomials.aligned(at, Planner.ALIGNMENT);
        boolean always = polynomials.isMultiple(aligned, Planner.ALIGNMENT);
        return always || !item.isKnown() ? polynomials.extent(aligned, 1) : polynomials.extent(at, Planner.ALIGNMENT);
    }
}
