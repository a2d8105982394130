// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The largest of some polynomials: where a buffer begins or ends, for all free sizes at once. See {@link Polynomials}. */
record Height(List<long[]> vectors) {
    /** More are joined, because each costs a kernel two or three instructions. */
    private static final int MOST = 8;

    /** The larger of two, whichever that is. */
    Height max(Height other) {
        var all = new ArrayList<>(vectors);
        other.vectors.forEach(v -> include(all, v));
        return new Height(all);
    }

    private static void include(List<long[]> all, long[] added) {
        if (all.stream().noneMatch(v -> Polynomials.isNeverLarger(added, v))) {
            all.removeIf(v -> Polynomials.isNeverLarger(v, added));
            all.add(added);
        }
    }

    Height plus(long[] length) {
        return new Height(vectors.stream().map(v -> Polynomials.sum(v, length)).toList());
    }

    /** Whether it is so for all free sizes; false where it cannot be told. */
    boolean isNeverAbove(Height other) {
        return vectors.stream().allMatch(v -> other.vectors.stream().anyMatch(w -> Polynomials.isNeverLarger(v, w)));
    }

    /** A height of few polynomials that is never below this one, and not much above it at likely sizes. */
    Height simplified(Polynomials polynomials) {
        if (vectors.size() <= MOST) {
            return this;
        }
        double[] most = mostAt(polynomials);
        var byNearness = new ArrayList<>(vectors);
        byNearness.sort(Comparator.comparingDouble(v -> -nearness(polynomials.likely(v), most)));
        var few = new ArrayList<>(byNearness.subList(0, MOST));
        byNearness.subList(MOST, byNearness.size()).forEach(v -> join(few, v, polynomials, most));
        return new Height(few);
    }

    private double[] mostAt(Polynomials polynomials) {
        double[] most = polynomials.likely(vectors.get(0));
        for (long[] vector : vectors) {
            double[] values = polynomials.likely(vector);
            for (int s = 0; s < most.length; s++) {
                most[s] = Math.max(most[s], values[s]);
            }
        }
        return most;
    }

    /** Replaces the one that loses least by its join with another. */
    private static void join(List<long[]> few, long[] other, Polynomials polynomials, double[] most) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < few.size(); i++) {
            double loss = nearness(polynomials.likely(Polynomials.max(few.get(i), other)), most);
            if (loss < least) {
                least = loss;
                best = i;
            }
        }
        few.set(best, Polynomials.max(few.get(best), other));
    }

    /** The largest fraction of what is the most at some likely size. */
    private static double nearness(double[] values, double[] most) {
        double nearness = 0;
        for (int s = 0; s < values.length; s++) {
            nearness = Math.max(nearness, values[s] / most[s]);
        }
        return nearness;
    }
}
