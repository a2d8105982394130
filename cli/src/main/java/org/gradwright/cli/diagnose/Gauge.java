// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.function.DoubleBinaryOperator;
import org.gradwright.compiler.graph.Node;

/**
 * Something that is measured batch by batch.
 *
 * @param node its value for a batch: one number, or one a unit
 * @param kind how batches are put together
 */
record Gauge(Node node, Kind kind) {
    enum Kind {
        /** The mean of all batches. */
        MEAN((sum, value) -> sum + value),
        /** The largest of all batches. */
        MAX(Math::max);

        private final DoubleBinaryOperator merge;

        Kind(DoubleBinaryOperator merge) {
            this.merge = merge;
        }
    }

    static Gauge mean(Node node) {
        return new Gauge(node, Kind.MEAN);
    }

    static Gauge max(Node node) {
        return new Gauge(node, Kind.MAX);
    }

    /** What was measured and a further batch. */
    double[] merge(double[] sofar, double[] batch) {
        if (sofar == null) {
            return batch.clone();
        }
        for (int i = 0; i < batch.length; i++) {
            sofar[i] = kind.merge.applyAsDouble(sofar[i], batch[i]);
        }
        return sofar;
    }

    /** The measure after so many batches were merged. */
    double[] finish(double[] merged, int batches) {
        if (kind == Kind.MEAN) {
            for (int i = 0; i < merged.length; i++) {
                merged[i] /= batches;
            }
        }
        return merged;
    }
}
