// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.derive.Derivation.Factor;
import org.gradwright.compiler.derive.Derivation.Step;
import org.gradwright.compiler.derive.Derivation.Way;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Partial;
import org.gradwright.compiler.op.Hole;
import org.gradwright.compiler.op.Ops;

/** The derivative by one value, from those by the values that read it. */
final class Steps {
    /** A derivative is also written without other derivatives if it has at most so many signs. */
    private static final int LONGEST_CLOSED_FORM = 36;

    private final Vocabulary words;
    private final Map<Node, Map<Segment, Node>> shares;
    private final Node root;
    /** The derivatives, in their simplest form, over holes. */
    private final Map<Node, Node> results = new IdentityHashMap<>();

    private final Map<Node, Integer> costs = new IdentityHashMap<>();
    /** Puts derivatives in the place of what stands for them. */
    private final Rewriter unfolding = new Rewriter(n -> n);

    Steps(Vocabulary words, Map<Node, Map<Segment, Node>> shares, Node root) {
        this.words = words;
        this.shares = shares;
        this.root = root;
    }

    Step step(Node value, boolean isParameter) {
        Map<Segment, Node> from = shares.get(value);
        var ways = new ArrayList<Way>();
        Node sum = null;
        int cost = 0;
        for (var share : from.entrySet()) {
            Written written = written(List.of(share.getKey()), share.getValue());
            ways.add(new Way(
                    factors(share.getKey().value(), value),
                    words.symbol(share.getKey().value()),
                    value.operation() instanceof Leaf
                            ? Optional.empty()
                            : Jacobians.local(share.getKey(), written.node, words, written.known),
                    written.formula()));
            cost += written.cost();
            sum = sum == null ? written.node : Ops.at(value.origin()).add(sum, written.node);
        }
        Optional<Written> shorter =
                from.size() == 1 ? merged(value, from.keySet().iterator().next(), sum, cost) : Optional.empty();
        Written result = shorter.orElse(written(List.copyOf(from.keySet()), sum));
        Optional<Written> closed = closed(value, result);
        results.put(value, result.node);
        costs.put(value, result.cost());
        words.know(value, result.node);
        return new Step(
                words.name(value),
                words.partial(value),
                ways,
                result.formula(),
                shorter.isPresent(),
                words.elements(result.node, words.partial(value), result.known),
                reused(result),
                closed.map(Written::formula),
                closed.map(c -> computable(c.node)),
                chain(value),
                value.shape(),
                isParameter,
                computable(result.node));
    }

    private List<Formula> factors(Node through, Node value) {
        Formula local = new Partial(words.symbol(through), words.symbol(value));
        boolean isAll = through == root && root.type().isScalar();
        return isAll ? List.of(local) : List.of(words.partial(through), local);
    }

    /** The value itself, not over holes, by the compiler's operations. */
    private Node computable(Node expression) {
        return Composites.expanded(List.of(words.filled(expression))).get(0);
    }

    /** An expression over holes, and the values that it may be written by. */
    private final class Written {
        private final Node node;
        private final Map<Node, Formula> known;

        Written(Node node, Map<Node, Formula> known) {
            this.node = node;
            this.known = known;
        }

        Formula formula() {
            return words.formula(node, known);
        }

        int cost() {
            return Simplifier.cost(node, known.keySet());
        }
    }

    private Written written(List<Segment> values, Node derivative) {
        List<Node> simplest =
                Simplifier.simplest(values.stream().map(Segment::body).toList(), derivative);
        var known = new IdentityHashMap<Node, Formula>();
        for (int i = 0; i < values.size(); i++) {
            if (!simplest.get(i).inputs().isEmpty()) {
                known.put(simplest.get(i), words.symbol(values.get(i).value()));
            }
        }
        return new Written(simplest.get(values.size()), known);
    }

    /**
     * Two equations derived as one, where that is shorter: of a softmax and the logarithm after it most cancels.
     *
     * @param inner the equation that reads the value
     * @param step what the value gets from it, and how long that is
     */
    private Optional<Written> merged(Node value, Segment inner, Node step, int cost) {
        Map<Segment, Node> after = shares.get(inner.value());
        if (after == null || after.size() != 1) {
            return Optional.empty();
        }
        Segment outer = after.keySet().iterator().next();
        Node both = new Rewriter(n -> n)
                .keep(outer.operands().get(inner.value()), inner.body())
                .apply(outer.body());
        Node plain = Composites.expanded(List.of(both)).get(0);
        Node gradient = Gradients.of(plain, List.of(inner.operands().get(value)), words.derivative(outer.value()))
                .get(0);
        Node product = new Rewriter(n -> n)
                .keep(words.derivative(inner.value()), results.get(inner.value()))
                .apply(step);
        return Stream.of(gradient, product)
                .map(node -> written(List.of(inner, outer), node))
                .min(Comparator.comparing(Written::cost))
                .filter(w -> w.cost() + 1 < cost + costs.get(inner.value()) && w.cost() <= cost + 1);
    }

    /** Values of the forward pass that the result reads. */
    private List<Formula> reused(Written result) {
        var reused = new LinkedHashSet<Formula>();
        for (Node node :
                Nodes.topological(List.of(result.node), n -> result.known.containsKey(n) ? List.of() : n.inputs())) {
            if (result.known.containsKey(node)) {
                reused.add(result.known.get(node));
            } else if (node.operation() instanceof Hole && !words.isDerivative(node)) {
                reused.add(words.formula(node));
            }
        }
        return List.copyOf(reused);
    }

    /** The result without other derivatives in it. */
    private Optional<Written> closed(Node value, Written result) {
        Node unfolded = unfolding.apply(result.node);
        unfolding.keep(words.derivative(value), unfolded);
        if (unfolded == result.node || Simplifier.cost(unfolded, Set.of()) > LONGEST_CLOSED_FORM) {
            return Optional.empty();
        }
        Written closed = written(List.copyOf(above(value)), unfolded);
        return closed.formula().length() <= LONGEST_CLOSED_FORM ? Optional.of(closed) : Optional.empty();
    }

    /** All equations by which a value enters the result. */
    private Set<Segment> above(Node value) {
        var above = new LinkedHashSet<Segment>();
        var open = new ArrayDeque<Node>(List.of(value));
        while (!open.isEmpty()) {
            shares.getOrDefault(open.pop(), Map.of()).keySet().stream()
                    .filter(above::add)
                    .forEach(next -> open.push(next.value()));
        }
        return above;
    }

    /** The factors of the chain rule, first the derivative of the result; empty where the ways divide. */
    private List<Factor> chain(Node value) {
        var factors = new ArrayList<Factor>();
        Node at = value;
        while (at != root) {
            Map<Segment, Node> from = shares.get(at);
            if (from.size() != 1) {
                return List.of();
            }
            Node next = from.keySet().iterator().next().value();
            factors.add(0, new Factor(new Partial(words.symbol(next), words.symbol(at)), count(next), count(at)));
            at = next;
        }
        return factors;
    }

    private static String count(Node node) {
        return node.shape().count().toString().replace(" * ", "·");
    }
}
