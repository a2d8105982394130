// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Constant;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;

/**
 * Features whose variance over the batch is less than what the normalisation adds to it: what comes out is nearly the same
 * for every example.
 *
 * @param variance over the batch, one a feature
 * @param added the epsilon of the normalisation
 */
record ConstantFeatures(Node variance, double added, String name) implements Symptom {
    /** Behind a ReLU constant features are its dead units, and as many are borne. */
    static final double MOST = DeadUnits.MOST;

    /** So many features are named. */
    private static final int NAMED = 5;

    /** The symptom to look for where a node is {@code sqrt(variance over the batch + epsilon)}. */
    static Optional<Symptom> at(Node node, String name) {
        if (!is(node, "sqrt") || !is(node.input(0), "add")) {
            return Optional.empty();
        }
        Node variance = core(node.input(0).input(0));
        return core(node.input(0).input(1)).operation() instanceof Constant epsilon && isOverBatch(variance)
                ? Optional.of(new ConstantFeatures(variance, epsilon.value(), name))
                : Optional.empty();
    }

    /** A mean of squares of differences, over an axis of free size, for features of a fixed number. */
    private static boolean isOverBatch(Node variance) {
        if (!is(variance, "div") || !(core(variance.input(0)).operation() instanceof Reduce sum)) {
            return false;
        }
        Node squares = core(variance.input(0)).input(0);
        List<Size> sizes = squares.shape().sizes();
        return is(squares, "square")
                && is(squares.input(0), "sub")
                && sum.axes().stream().anyMatch(axis -> !sizes.get(axis).isKnown())
                && variance.shape().isKnown();
    }

    private static Node core(Node node) {
        Node core = node;
        while (core.operation() instanceof Reshape || core.operation() instanceof BroadcastTo) {
            core = core.input(0);
        }
        return core;
    }

    private static boolean is(Node node, String name) {
        return node.operation() instanceof Pointwise op && op.name().equals(name);
    }

    @Override
    public Gauge gauge() {
        return Gauge.max(variance);
    }

    @Override
    public Optional<Finding> find(double[] variances) {
        int[] constant = IntStream.range(0, variances.length)
                .filter(i -> variances[i] < added)
                .toArray();
        return constant.length <= MOST * variances.length
                ? Optional.empty()
                : Optional.of(new Finding(
                        Fault.CONSTANT_FEATURES,
                        variance.origin(),
                        "in " + name + " " + constant.length + " of " + variances.length
                                + " features have a variance below the epsilon of " + added + ": " + list(constant)));
    }

    private static String list(int[] features) {
        String first =
                IntStream.of(features).limit(NAMED).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return "number " + first + (features.length > NAMED ? ", ..." : "");
    }
}
