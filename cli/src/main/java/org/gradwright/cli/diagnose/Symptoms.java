// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.op.Pointwise;

/** Where a network can be sick. Only hidden values are looked at: the result of a network may well be 0 or 1. */
final class Symptoms {
    private static final Map<String, BiFunction<Node, String, Symptom>> ACTIVATIONS =
            Map.of("relu", DeadUnits::new, "sigmoid", Saturation::sigmoid, "tanh", Saturation::tanh);

    private final Network network;

    private Symptoms(Network network) {
        this.network = network;
    }

    static List<Symptom> of(Network network) {
        var symptoms = new Symptoms(network);
        var all = new ArrayList<Symptom>();
        network.nodes().stream().filter(network::isHidden).forEach(node -> {
            symptoms.activation(node).ifPresent(all::add);
            ConstantFeatures.at(node, symptoms.name(node)).ifPresent(all::add);
        });
        return all;
    }

    private Optional<Symptom> activation(Node node) {
        return node.operation() instanceof Pointwise op && ACTIVATIONS.containsKey(op.name()) && isWhole(node)
                ? Optional.of(ACTIVATIONS.get(op.name()).apply(node, name(node)))
                : Optional.empty();
    }

    /** A tanh or sigmoid inside a function such as gelu_tanh or silu is meant to reach its ends. */
    private boolean isWhole(Node node) {
        return !node.name().isEmpty()
                || network.readers(node).stream().noneMatch(reader -> reader.operation() instanceof Pointwise);
    }

    /** The name of a value, or of the layer that it is part of. */
    private String name(Node node) {
        Set<Node> seen = Nodes.identitySet();
        var open = new ArrayDeque<>(List.of(node));
        while (!open.isEmpty()) {
            Node next = open.pop();
            if (network.layer(next) != null) {
                return network.layer(next).name();
            }
            if (next == node && !node.name().isEmpty()) {
                return node.name();
            }
            network.readers(next).stream().filter(seen::add).forEach(open::add);
        }
        return node.operation().name();
    }
}
