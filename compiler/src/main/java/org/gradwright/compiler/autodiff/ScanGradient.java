// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.kernel.Cost;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.scan.Bodies;
import org.gradwright.compiler.scan.Carry;
import org.gradwright.compiler.scan.InTurn;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.ScanResult;
import org.gradwright.compiler.scan.Turn;

/**
 * The derivative of a loop is a loop that runs the other way and carries the cotangents of the carried values. What it needs of
 * the first loop's turns that costs much is emitted there; the rest is computed again.
 */
final class ScanGradient {
    /** A function that costs more than a few operations is not computed again. */
    private static final double COSTLY = 12;

    private final Node loop;
    private final Scan scan;
    private final ScanKey back;
    private final Ops ops;
    private final Bodies bodies = new Bodies();
    /** From a value of the first loop to what stands for it in the second. */
    private final Map<Node, Node> replaced = new IdentityHashMap<>();

    private final List<Node> saved = new ArrayList<>();

    /** From loops in the first loop to the same in the second. */
    private final Map<ScanKey, ScanKey> keys = new HashMap<>();

    private final Set<ScanKey> backwards;

    private ScanGradient(Node loop, Set<ScanKey> around) {
        this.loop = loop;
        this.scan = Scan.of(loop);
        this.back = scan.key().derived(around);
        this.keys.put(scan.key(), back);
        this.backwards = new LinkedHashSet<>(around);
        this.backwards.add(back);
        this.ops = Ops.at(loop.origin());
    }

    /**
     * The cotangents of all that a loop gets from outside.
     *
     * @param results the cotangents of what it leaves behind
     * @param active the nodes whose cotangents are wanted
     * @param around the loops in whose bodies the cotangents will be
     */
    static Map<Node, Node> of(Node loop, Map<ScanResult, Node> results, Set<Node> active, Set<ScanKey> around) {
        return new ScanGradient(loop, around).run(results, active);
    }

    private Map<Node, Node> run(Map<ScanResult, Node> results, Set<Node> active) {
        List<Node> body = body();
        Map<Node, Node> seeds = new LinkedHashMap<>();
        List<Integer> real = IntStream.range(0, scan.carries().size())
                .filter(k -> Scan.next(loop).get(k).type().isReal())
                .boxed()
                .toList();
        for (int k : real) {
            Node next = Scan.next(loop).get(k);
            seeds.merge(next, Node.of(new Carry(back, k, next.type()), loop.origin(), List.of()), ops::add);
        }
        results.forEach((result, cotangent) -> {
            if (!result.last()) {
                Node emitted = Scan.emitted(loop).get(result.index());
                seeds.merge(emitted, ops.node(new Turn(back, 0), cotangent), ops::add);
            }
        });
        List<Node> wanted = wanted(body, active);
        Map<Node, Node> inner = Gradients.within(seeds, wanted, n -> bodies.isIn(n, scan.key()), backwards);
        return outside(results, real, wanted, inner);
    }

    /** The nodes that are computed in each turn. */
    private List<Node> body() {
        return Nodes.topological(loop.inputs(), n -> bodies.isIn(n, scan.key()) ? n.inputs() : List.of()).stream()
                .filter(n -> bodies.isIn(n, scan.key()))
                .toList();
    }

    /** What the body gets from outside and from the turn before. */
    private List<Node> wanted(List<Node> body, Set<Node> active) {
        var wanted = Nodes.identitySet();
        var inOrder = new ArrayList<Node>();
        for (Node node : body) {
            boolean leaf = node.operation() instanceof Carry carry && carry.key() == scan.key()
                    || node.operation() instanceof Turn turn
                            && turn.key() == scan.key()
                            && active.contains(node.input(0));
            if (leaf && node.type().isReal() && wanted.add(node)) {
                inOrder.add(node);
            }
            if (!(node.operation() instanceof Turn turn && turn.key() == scan.key())) {
                node.inputs().forEach(n -> captured(n, active, wanted, inOrder));
            }
        }
        loop.inputs()
                .subList(scan.carries().size(), loop.inputs().size())
                .forEach(n -> captured(n, active, wanted, inOrder));
        return inOrder;
    }

    private void captured(Node node, Set<Node> active, Set<Node> wanted, List<Node> inOrder) {
        if (!bodies.isIn(node, scan.key())
                && node.type().isReal()
                && active.contains(node)
                && !(node.operation() instanceof Scan)
                && wanted.add(node)) {
            inOrder.add(node);
        }
    }

    private Map<Node, Node> outside(
            Map<ScanResult, Node> results, List<Integer> real, List<Node> wanted, Map<Node, Node> inner) {
        save(wanted.stream().map(inner::get).filter(n -> n != null).toList());
        var loop = new ReverseLoop(scan, back, bodies, this.loop.origin());
        real.forEach(k -> carry(loop, k, results, wanted, inner));
        Map<Node, ReverseLoop.Recipe> recipes = new LinkedHashMap<>();
        for (Node node : wanted) {
            if (inner.get(node) != null && !isOwnCarry(node)) {
                recipes.merge(target(node), recipe(loop, node, rebuilt(inner.get(node))), this::added);
            }
        }
        return cotangents(loop.build(), real, recipes);
    }

    /** Backwards, a carried value's cotangent is carried, from that of its last value to that of its first. */
    private void carry(
            ReverseLoop reverse, int k, Map<ScanResult, Node> results, List<Node> wanted, Map<Node, Node> inner) {
        int number = scan.carries().get(k);
        Node initial = Scan.initial(loop).get(k);
        Node seed = results.get(new ScanResult(true, number, initial.type()));
        Node cotangent = wanted.stream()
                .filter(n -> isOwnCarry(n) && ((Carry) n.operation()).index() == number)
                .map(inner::get)
                .filter(n -> n != null)
                .findFirst()
                .map(this::rebuilt)
                .orElseGet(() -> ops.zerosLike(initial));
        reverse.carry(k, seed == null ? ops.zerosLike(initial) : seed, cotangent);
    }

    private boolean isOwnCarry(Node node) {
        return node.operation() instanceof Carry carry && carry.key() == scan.key();
    }

    private boolean isOwnTurn(Node node) {
        return node.operation() instanceof Turn turn && turn.key() == scan.key();
    }

    /** What lies outside: a sequence for the part of it that a turn reads. */
    private Node target(Node node) {
        return isOwnTurn(node) ? node.input(0) : node;
    }

    private ReverseLoop.Recipe recipe(ReverseLoop reverse, Node node, Node term) {
        return isOwnTurn(node) ? sequence(reverse.stack(term), ((Turn) node.operation()).axis()) : reverse.sum(term);
    }

    private ReverseLoop.Recipe added(ReverseLoop.Recipe a, ReverseLoop.Recipe b) {
        return l -> ops.add(a.of(l), b.of(l));
    }

    private Map<Node, Node> cotangents(Node reverse, List<Integer> real, Map<Node, ReverseLoop.Recipe> recipes) {
        Map<Node, Node> outer = new LinkedHashMap<>();
        recipes.forEach((node, recipe) -> outer.put(node, recipe.of(reverse)));
        for (int k : real) {
            Node initial = Scan.initial(loop).get(k);
            if (initial.type().isReal()) {
                outer.merge(initial, Scan.last(reverse, k), ops::add);
            }
        }
        return outer;
    }

    private ReverseLoop.Recipe sequence(ReverseLoop.Recipe stack, int axis) {
        return l -> moved(stack.of(l), axis);
    }

    /** With the first axis moved to a place. */
    private Node moved(Node stack, int axis) {
        if (axis == 0) {
            return stack;
        }
        var permutation = new ArrayList<Integer>();
        for (int a = 1; a < stack.shape().rank(); a++) {
            permutation.add(a);
        }
        permutation.add(axis, 0);
        return ops.transpose(stack, permutation);
    }

    // ---- from the first loop to the second

    /** Settles what stands for the values of the first loop that the derivatives read. */
    private void save(Collection<Node> derivatives) {
        var read = new ArrayList<Node>();
        for (Node node : Nodes.topological(derivatives, this::inputsOfWhatIsComputedAgain)) {
            if (isFirst(node) && isSaved(node)) {
                read.add(node);
            }
        }
        saved.addAll(read);
        Node saving = Scan.emitting(loop, saved);
        for (int e = 0; e < saved.size(); e++) {
            Node part = ops.node(new Turn(back, 0), Scan.stack(saving, e));
            replaced.put(saved.get(e), part);
        }
    }

    private List<Node> inputsOfWhatIsComputedAgain(Node node) {
        boolean inside = bodies.isIn(node, scan.key()) || bodies.isIn(node, back);
        return !inside || isFirst(node) && (isSaved(node) || isLeaf(node)) ? List.of() : node.inputs();
    }

    /** Whether a node is a value of the first loop. */
    private boolean isFirst(Node node) {
        return bodies.isIn(node, scan.key()) && !bodies.isIn(node, back);
    }

    private boolean isLeaf(Node node) {
        return node.operation() instanceof InTurn leaf && leaf.key() == scan.key();
    }

    private boolean isSaved(Node node) {
        if (node.operation() instanceof InTurn) {
            return isLeaf(node) && node.operation() instanceof Carry;
        }
        if (node.operation() instanceof Pointwise pointwise) {
            return Cost.of(pointwise.value()) >= COSTLY;
        }
        if (node.operation() instanceof ScanResult) {
            return true;
        }
        boolean hasElements = !(node.operation() instanceof Scan) && !(node.operation() instanceof CustomGradient);
        return hasElements && isComputedWhole(node.operation().lowering(node));
    }

    private static boolean isComputedWhole(Lowering lowering) {
        return !(lowering instanceof Lowering.Elementwise) && !(lowering instanceof Lowering.Alias);
    }

    /** The value in terms of the second loop. */
    private Node rebuilt(Node root) {
        for (Node node : Nodes.topological(List.of(root), n -> replaced.containsKey(n) ? List.of() : inside(n))) {
            if (!replaced.containsKey(node)) {
                replaced.put(node, rebuild(node));
            }
        }
        return replaced.get(root);
    }

    private List<Node> inside(Node node) {
        boolean inside = bodies.isIn(node, scan.key()) || bodies.isIn(node, back);
        return inside ? node.inputs() : List.of();
    }

    private Node rebuild(Node node) {
        List<Node> inputs =
                node.inputs().stream().map(n -> replaced.getOrDefault(n, n)).toList();
        if (node.operation() instanceof InTurn leaf && key(leaf.key()) != leaf.key()) {
            return Node.of(leaf.of(key(leaf.key())), node.origin(), inputs);
        }
        if (node.operation() instanceof Scan inner) {
            return Node.of(inner.under(key(inner.key())), node.origin(), inputs);
        }
        return node.withInputs(inputs);
    }

    /** The loop in the second loop that does what one in the first does. */
    private ScanKey key(ScanKey key) {
        if (!keys.containsKey(key)) {
            var around = new LinkedHashSet<ScanKey>();
            key.around().forEach(k -> around.add(key(k)));
            keys.put(key, around.equals(key.around()) ? key : key.within(around));
        }
        return keys.get(key);
    }
}
