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
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.kernel.Cost;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Transpose;
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
        List<Node> found =
                wanted.stream().map(inner::get).filter(n -> n != null).toList();
        save(found);
        Map<Node, Node> outer = new LinkedHashMap<>();
        var builder = new ReverseLoop();
        for (int k : real) {
            int number = scan.carries().get(k);
            Node initial = Scan.initial(loop).get(k);
            Node seed = results.get(new ScanResult(true, number, initial.type()));
            Node cotangent = wanted.stream()
                    .filter(n -> n.operation() instanceof Carry c && c.key() == scan.key() && c.index() == number)
                    .map(inner::get)
                    .filter(n -> n != null)
                    .findFirst()
                    .map(this::rebuilt)
                    .orElseGet(() -> ops.zerosLike(initial));
            builder.carry(k, seed == null ? ops.zerosLike(initial) : seed, cotangent);
        }
        Map<Node, Recipe> recipes = new IdentityHashMap<>();
        var order = new ArrayList<Node>();
        for (Node node : wanted) {
            if (inner.get(node) == null || node.operation() instanceof Carry c && c.key() == scan.key()) {
                continue;
            }
            boolean part = node.operation() instanceof Turn turn && turn.key() == scan.key();
            Node term = rebuilt(inner.get(node));
            Node target = part ? node.input(0) : node;
            Recipe recipe = part ? sequence(builder.stack(term), ((Turn) node.operation()).axis()) : builder.sum(term);
            Recipe before = recipes.get(target);
            if (before == null) {
                order.add(target);
            }
            recipes.put(target, before == null ? recipe : l -> ops.add(before.of(l), recipe.of(l)));
        }
        Node reverse = builder.build();
        order.forEach(n -> outer.put(n, recipes.get(n).of(reverse)));
        for (int k : real) {
            Node initial = Scan.initial(loop).get(k);
            if (!initial.type().isReal()) {
                continue;
            }
            outer.merge(initial, Scan.last(reverse, k), ops::add);
        }
        return outer;
    }

    private Recipe sequence(Recipe stack, int axis) {
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

    // ---- the second loop

    /** What is made of the second loop once it is complete. */
    private interface Recipe {
        Node of(Node loop);
    }

    /** The second loop, while it is gathered. */
    private final class ReverseLoop {
        private final List<Integer> carries = new ArrayList<>();
        private final List<Node> initial = new ArrayList<>();
        private final List<Node> next = new ArrayList<>();
        private final List<Node> emits = new ArrayList<>();

        void carry(int number, Node first, Node after) {
            carries.add(number);
            initial.add(first);
            next.add(after);
        }

        Node build() {
            return Scan.of(back, scan.turns(), !scan.reverse(), carries, initial, next, emits, loop.origin());
        }

        /** All values of a node along a new first axis. */
        Recipe stack(Node node) {
            if (node.operation() instanceof Turn turn && turn.key() == back) {
                return l -> first(node.input(0), turn.axis());
            }
            int known = emits.indexOf(node);
            if (known < 0) {
                emits.add(node);
            }
            int place = known < 0 ? emits.size() - 1 : known;
            return l -> Scan.stack(l, place);
        }

        private Node first(Node x, int axis) {
            var permutation =
                    new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
            permutation.remove(axis);
            permutation.add(0, axis);
            return axis == 0 ? x : ops.transpose(x, permutation);
        }

        /** The sum of a node's values over all turns: outside the loop where that is one product or one sum. */
        Recipe sum(Node term) {
            if (!bodies.isIn(term, back)) {
                return l -> ops.mul(term, ops.size(scan.turns()));
            }
            if (isSum(term)) {
                Recipe a = sum(term.input(0));
                Recipe b = sum(term.input(1));
                return l -> ops.add(a.of(l), b.of(l));
            }
            if (term.operation() instanceof Reshape || term.operation() instanceof Transpose) {
                Recipe inner = sum(term.input(0));
                return l -> Node.of(term.operation(), term.origin(), List.of(inner.of(l)));
            }
            if (term.operation() instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM) {
                return total(term, reduce);
            }
            boolean product = term.operation() instanceof MatMul
                    && term.input(0).shape().rank() == 2
                    && term.input(1).shape().rank() == 2
                    && isTransposition(term.input(0));
            return product ? product(term) : accumulated(term);
        }

        private static boolean isSum(Node term) {
            return term.operation() instanceof Pointwise p
                    && p.name().equals("add")
                    && term.inputs().stream().allMatch(n -> n.type().equals(term.type()));
        }

        private static boolean isTransposition(Node node) {
            return node.operation() instanceof Transpose transpose
                    && transpose.permutation().equals(List.of(1, 0));
        }

        private Recipe total(Node term, Reduce reduce) {
            if (term.input(0).operation() instanceof MatMul) {
                return accumulated(term); // all turns' products together would be large
            }
            Recipe stack = stack(term.input(0));
            var axes = new ArrayList<>(List.of(0));
            reduce.axes().forEach(a -> axes.add(a + 1));
            return l -> ops.reshape(ops.sum(stack.of(l), axes, false), term.shape());
        }

        /** One product of all turns' matrices, one above the other. */
        private Recipe product(Node term) {
            Recipe left = stack(term.input(0).input(0));
            Recipe right = stack(term.input(1));
            return l -> ops.matmul(ops.transposeLast(tall(left.of(l))), tall(right.of(l)));
        }

        private Node tall(Node stack) {
            var shape = new Shape(List.of(
                    stack.shape().size(0).times(stack.shape().size(1)),
                    stack.shape().size(2)));
            return ops.reshape(stack, shape);
        }

        private Recipe accumulated(Node term) {
            int number = scan.carries().size() + carries.size();
            Node before = Node.of(new Carry(back, number, term.type()), loop.origin(), List.of());
            carry(number, ops.zerosLike(term), ops.add(before, term));
            return l -> Scan.last(l, number);
        }
    }
}
