// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How often which class was taken for which. */
public final class ConfusionMatrix {
    /** With more classes nobody looks at it. */
    static final int MOST_CLASSES = 1_000;

    private final long[][] counts;

    ConfusionMatrix(int classes) {
        counts = new long[classes][classes];
    }

    /** A class that was taken for another, and how often. */
    public record Mistake(int actual, int predicted, long count) {}

    void add(int actual, int predicted) {
        counts[actual][predicted]++;
    }

    /** How many classes there are. */
    public int classes() {
        return counts.length;
    }

    /** How many examples of a class were taken for another, or for itself. */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** How many examples a class has. */
    public long actual(int label) {
        return LongStream.of(counts[label]).sum();
    }

    /** How many examples were taken for a class. */
    public long predicted(int label) {
        return Stream.of(counts).mapToLong(row -> row[label]).sum();
    }

    /** How many examples were taken for what they are. */
    public long right() {
        return IntStream.range(0, classes()).mapToLong(k -> counts[k][k]).sum();
    }

    /** How many examples there are. */
    public long all() {
        return IntStream.range(0, classes()).mapToLong(this::actual).sum();
    }

    /** The most frequent ones. */
    public List<Mistake> mistakes(int most) {
        return IntStream.range(0, classes())
                .boxed()
                .flatMap(a -> IntStream.range(0, classes())
                        .filter(p -> p != a && counts[a][p] > 0)
                        .mapToObj(p -> new Mistake(a, p, counts[a][p])))
                .sorted(Comparator.comparingLong(Mistake::count).reversed())
                .limit(most)
                .toList();
    }
}
