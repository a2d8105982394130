// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Transpose;

/**
 * Where a person would begin a new line: at a value with a name, at what goes into a nonlinear function after a product of
 * matrices (it is called z), and at what is used more than once (t).
 */
final class Cuts {
    /** An expression with more operations than this gets a line of its own for a part. */
    private static final int LONGEST = 14;

    private final Node root;
    private final List<Node> order;
    private final Map<Node, List<Node>> consumers;
    private final Set<Node> active = Nodes.identitySet();
    private final Set<Node> heavy = Nodes.identitySet();
    private final Map<Node, String> names = new java.util.IdentityHashMap<>();
    private final Set<String> taken = new HashSet<>();
    /** What stands for a value in the equations that read it. */
    private final Map<Node, Node> holes = new java.util.IdentityHashMap<>();

    private Cuts(Node root, List<Node> wrt) {
        this.root = root;
        order = Nodes.topological(List.of(root));
        consumers = Nodes.consumers(order);
        active.addAll(wrt);
        order.stream()
                .filter(n -> n.inputs().stream().anyMatch(active::contains))
                .forEach(active::add);
        order.forEach(n -> taken.add(n.operation() instanceof Leaf leaf ? leaf.path() : n.name()));
    }

    /** The equations of a value, each after those that it reads. */
    static List<Segment> of(Node root, List<Node> wrt) {
        var cuts = new Cuts(root, wrt);
        cuts.name();
        return cuts.segments();
    }

    private void name() {
        var lengths = new java.util.IdentityHashMap<Node, Integer>();
        for (Node node : order) {
            int length = 1
                    + node.inputs().stream()
                            .mapToInt(i -> names.containsKey(i) ? 0 : lengths.getOrDefault(i, 0))
                            .sum();
            boolean isLeaf = node.operation() instanceof Leaf || node.inputs().isEmpty();
            lengths.put(node, isLeaf ? 0 : length);
            weigh(node);
            if (!isLeaf) {
                nameOf(node, length);
            }
        }
    }

    private void nameOf(Node node, int length) {
        if (node == root || !node.name().isEmpty() && !isPartOfALayer(node)) {
            names.put(node, node.name().isEmpty() ? fresh("result") : node.name());
        } else if (active.contains(node) && isPreactivation(node)) {
            names.put(node, fresh("z", consumers.get(node).get(0).name()));
        } else if (active.contains(node) && isReused(node)
                || length > LONGEST && !isMovement(node) && node.type().isReal()) {
            names.put(node, numbered());
        }
    }

    /** The product before a layer adds its bias has a name in the layer only; people write both on one line. */
    private boolean isPartOfALayer(Node node) {
        boolean contracts = !(node.operation() instanceof Pointwise) && !(node.operation() instanceof Reduce);
        return contracts
                && node.name().contains(".")
                && consumers.getOrDefault(node, List.of()).size() == 1
                && is(consumers.get(node).get(0), "add");
    }

    private static boolean is(Node node, String name) {
        return node.operation() instanceof Pointwise op && op.name().equals(name);
    }

    /** Whether a contraction has gone into a value since the last line. */
    private void weigh(Node node) {
        boolean contracts = !(node.operation() instanceof Pointwise)
                && !isMovement(node)
                && !node.inputs().isEmpty();
        boolean inherits = node.inputs().stream().anyMatch(i -> heavy.contains(i) && !names.containsKey(i));
        if (contracts || inherits) {
            heavy.add(node);
        }
    }

    private boolean isPreactivation(Node node) {
        List<Node> readers = consumers.getOrDefault(node, List.of());
        boolean softmax = readers.size() == 1 && readers.get(0).operation() instanceof Softmax && !isMovement(node);
        return softmax || heavy.contains(node) && readers.size() == 1 && isNonlinear(readers.get(0));
    }

    private static boolean isNonlinear(Node node) {
        if (node.operation() instanceof Composite composite) {
            return !composite.isLinear();
        }
        return node.operation() instanceof Pointwise op
                && op.arity() == 1
                && op.partials().stream().anyMatch(p -> !(p instanceof Expr.Num))
                && !node.name().isEmpty();
    }

    private boolean isReused(Node node) {
        long readers = consumers.getOrDefault(node, List.of()).stream()
                .filter(active::contains)
                .distinct()
                .count();
        return readers > 1 && !isMovement(node) && node.type().isReal();
    }

    private static boolean isMovement(Node node) {
        return node.operation() instanceof Reshape
                || node.operation() instanceof BroadcastTo
                || node.operation() instanceof Transpose;
    }

    private String fresh(String name) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    /** {@code z1} for {@code a1}, {@code z[3]} for {@code y[3]}, {@code z_h} for {@code h}. */
    private String fresh(String letter, String of) {
        var marked = of.matches("[A-Za-z]([0-9].*|\\[.*\\])") ? letter + of.substring(1) : letter + "_" + of;
        return taken.add(marked) ? marked : fresh(letter + "_" + of);
    }

    private String numbered() {
        int i = 1;
        while (!taken.add("t" + i)) {
            i++;
        }
        return "t" + i;
    }

    private List<Segment> segments() {
        var segments = new ArrayList<Segment>();
        for (Node node : order) {
            if (names.containsKey(node)) {
                segments.add(segment(node));
            }
        }
        return segments;
    }

    private Segment segment(Node value) {
        var operands = new LinkedHashMap<Node, Node>();
        var copies = new java.util.IdentityHashMap<Node, Node>();
        for (Node node :
                Nodes.topological(List.of(value), n -> n == value || !isBoundary(n) ? n.inputs() : List.of())) {
            if (node != value && isBoundary(node)) {
                operands.put(node, hole(node));
                copies.put(node, hole(node));
            } else {
                Node copy = Node.of(
                        node.operation(),
                        node.origin(),
                        node.inputs().stream().map(copies::get).toList());
                copies.put(node, copy);
            }
        }
        return new Segment(value, names.get(value), copies.get(value), operands);
    }

    private Node hole(Node node) {
        return holes.computeIfAbsent(node, n -> Ops.at(n.origin()).hole(path(n), n.type()));
    }

    private boolean isBoundary(Node node) {
        return names.containsKey(node) || node.operation() instanceof Leaf;
    }

    private String path(Node node) {
        return node.operation() instanceof Leaf leaf ? leaf.path() : names.get(node);
    }
}
