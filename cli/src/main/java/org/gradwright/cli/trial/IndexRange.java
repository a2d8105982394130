// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.trial;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Gather;
import org.gradwright.compiler.op.TakeAlong;

/** Finds how large the whole numbers of an input may be, from where the graph uses them as indices. */
final class IndexRange {
    /** For numbers that index nothing. */
    private static final long SMALL = 3;

    private final Map<Node, List<Node>> consumers;
    private final Map<String, Integer> sizes;

    IndexRange(Graph graph, Map<String, Integer> sizes) {
        this.consumers = Nodes.consumers(graph.nodes());
        this.sizes = sizes;
    }

    /** The numbers of this input must lie below it. */
    long of(Node input) {
        long range = Long.MAX_VALUE;
        Set<Node> seen = Nodes.identitySet();
        var open = new ArrayDeque<>(List.of(input));
        while (!open.isEmpty()) {
            Node index = open.pop();
            for (Node consumer : consumers.getOrDefault(index, List.of())) {
                range = Math.min(range, indexed(consumer, index));
                if (consumer.type().element() == Element.I32 && seen.add(consumer)) {
                    open.push(consumer);
                }
            }
        }
        return range == Long.MAX_VALUE ? SMALL : range;
    }

    private long indexed(Node consumer, Node index) {
        boolean indexes = consumer.inputs().size() > 1 && consumer.input(1) == index;
        if (indexes && consumer.operation() instanceof Gather gather) {
            return size(consumer.input(0).shape().size(gather.axis()));
        }
        if (indexes && consumer.operation() instanceof TakeAlong take) {
            return size(consumer.input(0).shape().size(take.axis()));
        }
        return Long.MAX_VALUE;
    }

    private long size(Size size) {
        return size.evaluate(sizes);
    }
}
