// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.optimise.StableForms;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.ScanResult;

/**
 * Reverse-mode differentiation, from graph to graph: walks the nodes from the result backwards and carries the cotangent of
 * each, the derivative of the result by it. The gradients are ordinary nodes; they can be differentiated again.
 *
 * <p>A delicate composition, such as the logarithm of a softmax, is differentiated as its stable form, unless a requested
 * node lies inside it. No node of the model is replaced: gradients refer to the very nodes that they were derived from.
 */
public final class Gradients {
    private final Set<Node> requested;
    private final StableForms forms;
    private final Map<Node, Node> cotangents = new IdentityHashMap<>();
    private final Set<Node> given = Nodes.identitySet();
    /** The cotangents of what loops leave behind. */
    private final Map<Node, Map<ScanResult, Node>> results = new IdentityHashMap<>();

    private Gradients(List<Node> xs) {
        requested = Nodes.identitySet();
        requested.addAll(xs);
        forms = new StableForms(requested);
    }

    /**
     * The derivatives of the sum of {@code y} by each of {@code xs}, of their shapes: inputs, parameters or any other nodes;
     * zeros for one that {@code y} does not depend on.
     *
     * @throws TypeError when {@code y} or one of {@code xs} is not real
     */
    public static List<Node> of(Node y, List<Node> xs) {
        requireReal(y);
        var g = Ops.at(y.origin());
        return of(y, xs, g.broadcastTo(g.constant(1), y.shape()));
    }

    /** The derivatives of {@code y} by each of {@code xs}, contracted with a cotangent of {@code y}'s shape. */
    public static List<Node> of(Node y, List<Node> xs, Node cotangent) {
        xs.forEach(Gradients::requireReal);
        var leaves = xs.stream().filter(Gradients::isLeaf).toList();
        var others = xs.stream().filter(x -> !isLeaf(x)).toList();
        var found = new IdentityHashMap<Node, Node>();
        for (List<Node> group : List.of(leaves, others)) {
            if (!group.isEmpty()) {
                new Gradients(group).walk(y, cotangent, found);
            }
        }
        return xs.stream().map(found::get).toList();
    }

    /** Nothing lies inside a leaf: the derivatives by leaves must not suffer from a request inside a delicate form. */
    private static boolean isLeaf(Node x) {
        return x.operation() instanceof Leaf;
    }

    private static void requireReal(Node node) {
        if (!node.type().isReal()) {
            throw new TypeError("only real values have derivatives, not " + node.type());
        }
    }

    private void walk(Node y, Node cotangent, Map<Node, Node> found) {
        given.addAll(Nodes.topological(List.of(y, cotangent)));
        List<Node> order = Nodes.topological(List.of(y), forms::operands);
        Set<Node> active = dependents(order);
        cotangents.put(y, cotangent);
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            if (results.containsKey(node)) {
                ScanGradient.of(node, results.get(node), active, Set.of()).forEach(this::add);
            } else if (active.contains(node) && cotangents.containsKey(node)) {
                passOn(node, active);
            }
        }
        requested.forEach(x -> found.put(
                x,
                cotangents.containsKey(x)
                        ? cotangents.get(x)
                        : Ops.at(x.origin()).zerosLike(x)));
    }

    /**
     * The cotangents of some nodes in a part of the graph.
     *
     * @param seeds the cotangents that come from outside
     * @param xs where the walk ends
     * @param inside whether a node belongs to the part
     * @param backwards the loops in whose bodies the cotangents will be
     * @return null for those that no seed depends on
     */
    static Map<Node, Node> within(
            Map<Node, Node> seeds, List<Node> xs, Predicate<Node> inside, Set<ScanKey> backwards) {
        var walk = new Gradients(xs);
        walk.given.addAll(seeds.values());
        walk.cotangents.putAll(seeds);
        List<Node> order = Nodes.topological(
                seeds.keySet(),
                n -> inside.test(n) && !walk.requested.contains(n) ? walk.forms.operands(n) : List.of());
        Set<Node> active = walk.dependents(order);
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            boolean ends = walk.requested.contains(node) || !inside.test(node);
            if (walk.results.containsKey(node)) {
                ScanGradient.of(node, walk.results.get(node), active, backwards).forEach(walk::add);
            } else if (!ends && active.contains(node) && walk.cotangents.containsKey(node)) {
                walk.passOn(node, active);
            }
        }
        return walk.cotangents;
    }

    private void add(Node node, Node contribution) {
        cotangents.merge(node, contribution, Ops.at(node.origin())::add);
    }

    /** The nodes whose value depends on a requested one, the requested ones included. */
    private Set<Node> dependents(List<Node> order) {
        Set<Node> active = Nodes.identitySet();
        for (Node node : order) {
            if (requested.contains(node) || forms.operands(node).stream().anyMatch(active::contains)) {
                active.add(node);
            }
        }
        return active;
    }

    /** Adds what a node's cotangent means for its operands to their cotangents. */
    private void passOn(Node node, Set<Node> active) {
        Node cotangent = called(node, cotangents.get(node));
        cotangents.put(node, cotangent);
        if (node.operation() instanceof ScanResult result) {
            results.computeIfAbsent(node.input(0), n -> new LinkedHashMap<>())
                    .merge(result, cotangent, Ops.at(node.origin())::add);
            return;
        }
        List<Node> operands = forms.operands(node);
        List<Node> contributions = forms.of(node) == node ? contributions(node, cotangent) : List.of(cotangent);
        for (int i = 0; i < contributions.size(); i++) {
            Node operand = operands.get(i);
            Node contribution = contributions.get(i);
            if (contribution != null && active.contains(operand)) {
                cotangents.merge(operand, contribution, Ops.at(operand.origin())::add);
            }
        }
    }

    /**
     * The cotangent of {@code h} is called {@code d_h}, so that kernels and generated source can say what they compute. A node
     * that was there before stays itself: the caller may want to differentiate by it.
     */
    private Node called(Node node, Node cotangent) {
        boolean nameless = node.name().isEmpty() || given.contains(cotangent);
        return nameless ? cotangent : cotangent.named("d_" + node.name());
    }

    private static List<Node> contributions(Node node, Node cotangent) {
        if (node.inputs().isEmpty()) {
            return List.of();
        }
        List<Node> contributions = new ArrayList<>(node.operation().vjp(node, cotangent));
        for (int i = 0; i < contributions.size(); i++) {
            Node contribution = contributions.get(i);
            if (contribution != null
                    && !contribution.type().equals(node.input(i).type())) {
                throw new IllegalStateException("derivative of " + node + " by operand " + i + " has type "
                        + contribution.type() + ", not " + node.input(i).type());
            }
        }
        return contributions;
    }
}
