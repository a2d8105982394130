// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.derive.Derivation.Equation;
import org.gradwright.compiler.derive.Derivation.Step;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.optimise.CommonSubexpressions;
import org.gradwright.compiler.scan.Scan;

/** Derives one value by others, equation by equation, from the result towards the parameters. */
public final class Deriver {
    private final Node root;
    private final List<Node> wrt;
    private final List<Segment> segments;
    private final Vocabulary vocabulary;
    private final Set<Node> active = Nodes.identitySet();
    /** What each value gets from each equation that reads it, over holes. */
    private final Map<Node, Map<Segment, Node>> shares = new IdentityHashMap<>();

    private Deriver(Node root, List<Node> wrt) {
        this.root = root;
        this.wrt = wrt;
        segments = Cuts.of(root, wrt);
        vocabulary = new Vocabulary(segments);
        active.addAll(wrt);
        Nodes.topological(List.of(root)).stream()
                .filter(n -> n.inputs().stream().anyMatch(active::contains))
                .forEach(active::add);
    }

    /**
     * Derives a value of a graph.
     *
     * @param model for the title
     * @param y what is derived; {@code training} is decided in it
     * @param xs by what: leaves, or values with names
     * @throws IllegalArgumentException when a loop over time lies between them
     */
    public static Derivation derive(String model, Node y, List<Node> xs) {
        requireNoLoops(y);
        var roots = new ArrayList<Node>();
        roots.add(y);
        roots.addAll(xs);
        List<Node> merged = CommonSubexpressions.merge(
                Composites.found(CommonSubexpressions.merge(Composites.withoutKeptAxes(roots))));
        Node root = merged.get(0);
        return root.operation() instanceof Leaf leaf
                ? new Derivation(model, new Symbols().of(leaf.path()), true, List.of(), List.of(), List.of())
                : new Deriver(root, merged.subList(1, merged.size())).derivation(model);
    }

    private static void requireNoLoops(Node y) {
        Nodes.topological(List.of(y)).stream()
                .filter(n -> n.operation() instanceof Scan)
                .findFirst()
                .ifPresent(n -> {
                    throw new IllegalArgumentException(
                            "the loop at " + n.origin()
                                    + " has no derivation: one is written for models without `scan`, such as a single step of it");
                });
    }

    private Derivation derivation(String model) {
        var steps = new Steps(vocabulary, shares, root);
        var backward = new ArrayList<Step>();
        for (int i = segments.size() - 1; i >= 0; i--) {
            Segment segment = segments.get(i);
            if (shares.containsKey(segment.value())) {
                backward.add(steps.step(segment.value(), wrt.contains(segment.value())));
            }
            if (segment.value() == root || shares.containsKey(segment.value())) {
                share(segment);
            }
        }
        wrt.stream()
                .filter(x -> x.operation() instanceof Leaf && shares.containsKey(x))
                .forEach(x -> backward.add(steps.step(x, true)));
        return new Derivation(
                model,
                vocabulary.symbol(root),
                root.type().isScalar(),
                forward(),
                backward,
                Rules.of(segments, active));
    }

    private List<Equation> forward() {
        return segments.stream()
                .map(s -> new Equation(
                        vocabulary.symbol(s.value()),
                        vocabulary.formula(s.body()),
                        vocabulary.elements(s.body(), vocabulary.symbol(s.value()), Map.of()),
                        s.value().type(),
                        s.value().origin(),
                        Composites.expanded(List.of(s.value())).get(0)))
                .toList();
    }

    /** Hands the derivative by an equation's value on to what the equation reads. */
    private void share(Segment segment) {
        List<Node> operands = segment.reals().stream().filter(active::contains).toList();
        List<Node> holes = operands.stream().map(segment.operands()::get).toList();
        List<Node> gradients = Gradients.of(segment.body(), holes, vocabulary.derivative(segment.value()));
        for (int i = 0; i < operands.size(); i++) {
            shares.computeIfAbsent(operands.get(i), n -> new LinkedHashMap<>()).put(segment, gradients.get(i));
        }
    }
}
