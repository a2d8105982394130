// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Concat;
import org.gradwright.compiler.op.Convolution;
import org.gradwright.compiler.op.Overlap;
import org.gradwright.compiler.op.Pad;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Slice;
import org.gradwright.compiler.op.Transpose;
import org.gradwright.compiler.op.Windows;

/**
 * Finds convolutions of images with short rows, and what is connected with them through operations that leave the examples
 * alone: these are computed with the examples as the last axis.
 */
final class ImageNodes {
    /** Of longer rows vectors are filled as they are. */
    private static final int SHORT = 64;

    /** What leaves the first axis alone in any case. */
    private static final Set<Class<? extends Operation>> ALWAYS =
            Set.of(Pointwise.class, BroadcastTo.class, Windows.class, Overlap.class);

    private final Map<Node, List<Node>> consumers;
    private final Set<Node> found = Nodes.identitySet();

    private ImageNodes(List<Node> nodes) {
        this.consumers = Nodes.consumers(nodes);
    }

    /** Those among {@code nodes}. */
    static Set<Node> of(List<Node> nodes) {
        List<Node> seeds = nodes.stream().filter(ImageNodes::isSeed).toList();
        if (seeds.isEmpty()) {
            return Set.of();
        }
        var images = new ImageNodes(nodes);
        images.spread(seeds);
        return images.found;
    }

    /** The examples are of any number; in a gradient of filters they are what is added up. */
    private static boolean isSeed(Node node) {
        return node.operation() instanceof Convolution convolution
                && !convolution.groupsLast()
                && !examples(node).isKnown()
                && Nominal.of(node.shape().size(node.shape().rank() - 1)) < SHORT;
    }

    private void spread(List<Node> seeds) {
        Deque<Node> open = new ArrayDeque<>(seeds);
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (found.add(node)) {
                connected(node).filter(n -> isMovable(n) && !found.contains(n)).forEach(open::push);
            }
        }
    }

    private Stream<Node> connected(Node node) {
        return Stream.concat(node.inputs().stream(), consumers.getOrDefault(node, List.of()).stream())
                .filter(n -> n.shape().rank() > 0 && examples(n).equals(examples(node)));
    }

    /** Whether examples are the first axis of the result and of what is read, and do not meet. */
    private static boolean isMovable(Node node) {
        if (node.operation() instanceof Reduce reduce) {
            return !reduce.axes().contains(0);
        }
        boolean flattens = node.operation() instanceof Reshape && node.shape().rank() == 2;
        return (node.shape().rank() > 2 || flattens) && leavesExamples(node);
    }

    private static boolean leavesExamples(Node node) {
        Operation operation = node.operation();
        return ALWAYS.contains(operation.getClass())
                || operation instanceof Convolution && isSeed(node)
                || operation instanceof Pad pad && pad.axis() != 0
                || operation instanceof Slice slice && slice.axis() != 0
                || operation instanceof Concat concat && concat.axis() != 0
                || operation instanceof Transpose transpose
                        && transpose.permutation().get(0) == 0
                || operation instanceof Reshape && startsWithExamples(node);
    }

    private static boolean startsWithExamples(Node node) {
        Node x = node.input(0);
        return x.shape().rank() > 0 && examples(x).equals(examples(node));
    }

    /** How many there are. */
    static Size examples(Node node) {
        return node.shape().size(0);
    }
}
