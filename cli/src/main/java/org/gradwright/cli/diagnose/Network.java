// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Random;
import org.gradwright.compiler.scan.Bodies;

/** The way from the data to a loss, and the layers on it. What is inside a loop belongs to the layer that the loop is in. */
final class Network {
    private final Training training;
    private final boolean hasSizes;
    private final List<Node> order;
    private final Map<Node, List<Node>> consumers;
    private final Bodies bodies = new Bodies();
    private final Set<String> names = new HashSet<>();
    /** What trained parameters belong to: {@code h} for {@code h.W}. */
    private final Set<String> owners = new HashSet<>();

    private final Set<Node> fromData = Nodes.identitySet();
    private final Set<Node> learned = Nodes.identitySet();
    private final Set<Node> hidden = Nodes.identitySet();
    private final Map<Node, Layer> layers = new IdentityHashMap<>();
    private final List<Layer> inOrder = new ArrayList<>();

    /** @param graph as in a training step */
    Network(Graph graph, Training training) {
        this.training = training;
        hasSizes = !graph.dims().isEmpty();
        order = Nodes.topological(List.of(training.loss()));
        consumers = Nodes.consumers(order);
        order.stream().map(Node::name).filter(name -> !name.isEmpty()).forEach(names::add);
        training.optimisers().keySet().forEach(path -> owners.add(owner(path)));
        spread(fromData, node -> node.operation() instanceof Input || node.operation() instanceof Random);
        spread(learned, this::isTrained);
        findLayers();
        findHidden();
    }

    private void spread(Set<Node> reached, java.util.function.Predicate<Node> begins) {
        for (Node node : order) {
            if (begins.test(node) || node.inputs().stream().anyMatch(reached::contains)) {
                reached.add(node);
            }
        }
    }

    private boolean isTrained(Node node) {
        return node.operation() instanceof Variable variable
                && training.optimisers().containsKey(variable.path());
    }

    /** A layer ends at the first value with a name after its parameters. */
    private void findLayers() {
        Set<Node> open = Nodes.identitySet();
        var counts = new HashMap<String, Integer>();
        for (Node node : order) {
            boolean begun = isTrained(node) || node.inputs().stream().anyMatch(open::contains);
            if (begun && endsLayer(node)) {
                int count = counts.merge(node.name(), 1, Integer::sum);
                String name = count == 1 ? node.name() : node.name() + " #" + count;
                layers.put(node, new Layer(name, node, signal(node, open)));
                inOrder.add(layers.get(node));
            } else if (begun) {
                open.add(node);
            }
        }
    }

    private boolean endsLayer(Node node) {
        boolean isValue = node.type().isReal() && fromData.contains(node) && node != training.loss();
        boolean isNumber = node.type().isScalar() && hasSizes;
        return isValue && !isNumber && !node.name().isEmpty() && !isPart(node) && isOutsideLoops(node);
    }

    /**
     * {@code h.y} is part of the layer {@code h}, unless there are parameters {@code h.y.W} of its own; {@code d_h} is the
     * derivative by {@code h}.
     */
    private boolean isPart(Node node) {
        String name = node.name();
        return names.contains(owner(name)) && !owners.contains(name)
                || name.startsWith("d_") && names.contains(name.substring(2));
    }

    private static String owner(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** Back from a layer's value through what is done with it element by element, to where its parameters come in. */
    private Node signal(Node value, Set<Node> open) {
        Node signal = value;
        while (signal.operation() instanceof Pointwise) {
            List<Node> begun = signal.inputs().stream()
                    .filter(input -> open.contains(input) || isTrained(input))
                    .toList();
            if (begun.size() != 1
                    || !fromData.contains(begun.get(0))
                    || !begun.get(0).type().isReal()) {
                return signal;
            }
            signal = begun.get(0);
        }
        return signal;
    }

    private void findHidden() {
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            if (readers(node).stream().anyMatch(c -> layers.containsKey(c) || hidden.contains(c))) {
                hidden.add(node);
            }
        }
    }

    Node loss() {
        return training.loss();
    }

    /** Each after those that it reads. */
    List<Layer> layers() {
        return inOrder;
    }

    /** All nodes, each after its inputs. */
    List<Node> nodes() {
        return order;
    }

    List<Node> readers(Node node) {
        return consumers.getOrDefault(node, List.of());
    }

    /** The layer that a node is the value of; null for any other. */
    Layer layer(Node node) {
        return layers.get(node);
    }

    /** Whether a value depends on what is trained, and a layer reads it. */
    boolean isHidden(Node node) {
        return learned.contains(node) && hidden.contains(node) && isOutsideLoops(node);
    }

    boolean isOutsideLoops(Node node) {
        return bodies.around(node).isEmpty();
    }
}
