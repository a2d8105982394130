// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Size;

/**
 * Sizes as vectors that can be compared for all free sizes at once: the coefficients of the polynomial in what each free size is above
 * 1. As no free size is below 1, a polynomial none of whose coefficients is larger than another's is never larger.
 */
final class Polynomials {
    private final Map<List<String>, Integer> places = new HashMap<>();
    private final List<List<String>> monomials = new ArrayList<>();
    private final double[][] factors;

    /**
     * For polynomials with the monomials of these sizes.
     *
     * @param likely free sizes that matter more than others
     */
    Polynomials(Collection<Size> sizes, List<Map<String, Integer>> likely) {
        place(List.of());
        sizes.forEach(s -> s.terms().keySet().forEach(this::placeWithDivisors));
        factors = likely.stream().map(this::factors).toArray(double[][]::new);
    }

    private void placeWithDivisors(List<String> monomial) {
        if (!places.containsKey(monomial)) {
            place(monomial);
            for (int i = 0; i < monomial.size(); i++) {
                placeWithDivisors(without(monomial, i));
            }
        }
    }

    private void place(List<String> monomial) {
        places.put(monomial, monomials.size());
        monomials.add(monomial);
    }

    private static List<String> without(List<String> monomial, int index) {
        var rest = new ArrayList<>(monomial);
        rest.remove(index);
        return List.copyOf(rest);
    }

    private long[] vector(Size size) {
        long[] vector = new long[monomials.size()];
        size.terms().forEach((monomial, coefficient) -> add(vector, monomial, monomial.size(), coefficient));
        return vector;
    }

    /** A size; what is negative in it counts as nothing, so that the vector is enough for all free sizes. */
    long[] atMost(Size size) {
        long[] vector = new long[monomials.size()];
        size.terms().forEach((monomial, coefficient) -> {
            if (coefficient > 0) {
                add(vector, monomial, monomial.size(), coefficient);
            }
        });
        return vector;
    }

    /** Adds the product of (1 + y) over the first factors of a monomial, times what is left of it. */
    private void add(long[] vector, List<String> monomial, int factors, long coefficient) {
        if (factors == 0) {
            vector[places.get(monomial)] += coefficient;
        } else {
            add(vector, monomial, factors - 1, coefficient);
            add(vector, without(monomial, factors - 1), factors - 1, coefficient);
        }
    }

    /** The size that a vector stands for. */
    Size size(long[] vector) {
        Size sum = Size.ZERO;
        for (int i = 0; i < vector.length; i++) {
            Size product = Size.of(vector[i]);
            for (String name : monomials.get(i)) {
                product = product.times(Size.free(name).plus(-1));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    /** The values at the likely sizes. */
    double[] likely(long[] vector) {
        double[] values = new double[factors.length];
        for (int s = 0; s < values.length; s++) {
            for (int i = 0; i < vector.length; i++) {
                values[s] += vector[i] * factors[s][i];
            }
        }
        return values;
    }

    private double[] factors(Map<String, Integer> sizes) {
        return monomials.stream()
                .mapToDouble(m -> m.stream().mapToDouble(n -> sizes.get(n) - 1).reduce(1, (a, b) -> a * b))
                .toArray();
    }

    /** The height, or a slightly larger one, which is a multiple of {@code multiple} wherever all products of free sizes are. */
    Height aligned(Height height, long multiple) {
        return new Height(
                height.vectors().stream().map(v -> aligned(v, multiple)).toList());
    }

    private long[] aligned(long[] vector, long multiple) {
        long constant = 0;
        for (int i = 0; i < vector.length; i++) {
            constant += monomials.get(i).size() % 2 == 0 ? vector[i] : -vector[i];
        }
        long[] aligned = vector.clone();
        aligned[0] += Math.floorMod(-constant, multiple);
        return aligned;
    }

    /** Whether a height is a multiple of {@code multiple} for all free sizes. */
    boolean isMultiple(Height height, long multiple) {
        return height.vectors().stream()
                .allMatch(v -> size(v).terms().values().stream().allMatch(c -> c % multiple == 0));
    }

    /** A height as the sizes that it stands for. */
    Extent extent(Height height, int multiple) {
        return new Extent(height.vectors().stream().map(this::size).toList(), multiple);
    }

    /** A height that an extent never exceeds, and that it has but for rounding. */
    Height height(Extent extent) {
        long[] rounding = atMost(Size.of(extent.multiple() - 1 + extent.lead()));
        return new Height(extent.sizes().stream().map(this::vector).toList()).plus(rounding);
    }

    static long[] sum(long[] a, long[] b) {
        long[] sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    /** The least vector that is nowhere smaller. */
    static long[] max(long[] a, long[] b) {
        long[] max = a.clone();
        for (int i = 0; i < max.length; i++) {
            max[i] = Math.max(max[i], b[i]);
        }
        return max;
    }

    static boolean isNeverLarger(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] > b[i]) {
                return false;
            }
        }
        return true;
    }
}
