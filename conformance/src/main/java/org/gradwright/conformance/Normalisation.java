// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Ops;

/** Batch and layer normalisation: {@code (x - mean) / sqrt(var + eps) gamma + beta}. */
final class Normalisation {
    private Normalisation() {}

    /** With the batch's own mean and biased variance of each channel, axis 1. */
    static Node batchTraining(Operator.Call c) {
        var rest = new ArrayList<>(Ops.axes(c.x()));
        rest.remove(Integer.valueOf(1));
        Node mean = c.g().mean(c.x(), rest, true);
        Node variance = c.g().var(c.x(), rest, true, 0);
        return normalised(c, mean, variance, channel(c, c.argument(1)), channel(c, c.argument(2)));
    }

    /** With a given mean and variance of each channel. */
    static Node batchEvaluation(Operator.Call c) {
        return normalised(
                c,
                channel(c, c.argument(3)),
                channel(c, c.argument(4)),
                channel(c, c.argument(1)),
                channel(c, c.argument(2)));
    }

    /** Over the trailing axes, as many as gamma has. */
    static Node layer(Operator.Call c) {
        int rank = c.x().shape().rank();
        List<Integer> trailing = Ops.axes(c.x()).subList(rank - c.y().shape().rank(), rank);
        Node mean = c.g().mean(c.x(), trailing, true);
        Node variance = c.g().var(c.x(), trailing, true, 0);
        return normalised(c, mean, variance, c.argument(1), c.argument(2));
    }

    private static Node normalised(Operator.Call c, Node mean, Node variance, Node gamma, Node beta) {
        Ops g = c.g();
        Node deviation = g.sqrt(g.add(variance, g.constant(c.attributes().number("eps"))));
        return g.add(g.mul(g.div(g.sub(c.x(), mean), deviation), gamma), beta);
    }

    /** A value for each channel, laid along axis 1. */
    private static Node channel(Operator.Call c, Node values) {
        var sizes = new ArrayList<>(Collections.nCopies(c.x().shape().rank(), Size.ONE));
        sizes.set(1, values.shape().count());
        return c.g().reshape(values, new Shape(sizes));
    }
}
