// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.stream.LongStream;

/** How often which class was taken for which. */
public final class ConfusionMatrix {
    /** With more classes nobody looks at it. */
    static final int MOST_CLASSES = 1_000;

    private final long[][] counts;

    ConfusionMatrix(int classes) {
        counts = new long[classes][classes];
    }

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
}
