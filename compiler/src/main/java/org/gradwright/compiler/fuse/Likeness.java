// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Buffer;

/**
 * What groups compute but for the tensors that they compute it of. The kernels of groups with equal descriptions differ in their buffers
 * only: the layers of a deep network are written once.
 *
 * @param description equal for groups that are alike
 * @param nodes that the description mentions, in its order
 * @param buffers likewise
 */
record Likeness(List<Object> description, List<Node> nodes, List<Buffer> buffers) {
    private enum Mark {
        UNIT,
        COPY,
        STORED,
        INPUT,
        MEMORY,
        NONE,
        TARGETS
    }

    /** Numbers for operations and types; most nodes of a model share few. */
    static final class Numbers {
        private final Map<Object, Integer> same = new IdentityHashMap<>();
        private final Map<Object, Integer> equal = new HashMap<>();

        private Integer of(Object value) {
            return same.computeIfAbsent(value, v -> equal.computeIfAbsent(v, e -> equal.size()));
        }
    }

    /**
     * The likeness of groups that are written as one kernel.
     *
     * @param buffers where the values of nodes are read
     * @param targets where each unit writes
     * @param kept the nodes that are in memory
     */
    static Likeness of(
            List<Group> groups,
            Map<Node, Buffer> buffers,
            Map<Unit, List<Buffer>> targets,
            Set<Node> kept,
            Numbers numbers) {
        var description = new Description(buffers, kept, numbers);
        groups.forEach(g -> description.group(g, targets));
        return new Likeness(
                description.words,
                List.copyOf(description.nodes.keySet()),
                List.copyOf(description.buffersSeen.keySet()));
    }

    private static final class Description {
        private final Map<Node, Buffer> buffers;
        private final Set<Node> kept;
        private final Numbers numbers;
        private final List<Object> words = new ArrayList<>();
        private final Map<Node, Integer> nodes = new java.util.LinkedHashMap<>();
        private final Map<Buffer, Integer> buffersSeen = new java.util.LinkedHashMap<>();

        Description(Map<Node, Buffer> buffers, Set<Node> kept, Numbers numbers) {
            this.buffers = buffers;
            this.kept = kept;
            this.numbers = numbers;
        }

        void group(Group group, Map<Unit, List<Buffer>> targets) {
            for (Unit unit : group.units()) {
                words.add(unit.copy() ? Mark.COPY : Mark.UNIT);
                if (unit.copy()) {
                    node(unit.node());
                } else {
                    computed(unit.node());
                }
                words.add(Mark.TARGETS);
                targets.getOrDefault(unit, List.of()).forEach(this::buffer);
            }
        }

        private void node(Node node) {
            if (isKnown(node)) {
                return;
            }
            if (kept.contains(node)) {
                memory(node);
            } else {
                inputs(node);
            }
        }

        /** A unit reads from registers what an earlier one of its group has computed. */
        private void computed(Node node) {
            if (!isKnown(node)) {
                memory(node);
            }
            inputs(node);
        }

        private boolean isKnown(Node node) {
            Integer known = nodes.putIfAbsent(node, nodes.size());
            words.add(known == null ? Mark.NONE : known);
            return known != null;
        }

        private void memory(Node node) {
            words.add(node.operation() instanceof Leaf ? Mark.STORED : Mark.MEMORY);
            words.add(node.operation() instanceof org.gradwright.compiler.graph.Input ? Mark.INPUT : Mark.NONE);
            words.add(type(node.type()));
            Buffer buffer = buffers.get(node);
            if (buffer == null) {
                words.add(Mark.NONE);
            } else {
                buffer(buffer);
            }
        }

        private void inputs(Node node) {
            words.add(operation(node.operation()));
            words.add(type(node.type()));
            if (node.operation() instanceof After) {
                node(node.input(0));
            } else {
                node.inputs().forEach(this::node);
            }
        }

        private Object operation(Operation operation) {
            return numbers.of(operation);
        }

        private Object type(TensorType type) {
            return numbers.of(type);
        }

        private void buffer(Buffer buffer) {
            Integer known = buffersSeen.putIfAbsent(buffer, buffersSeen.size());
            words.add(known == null ? buffer.type() : known);
        }
    }
}
