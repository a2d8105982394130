// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Partial;
import org.gradwright.compiler.notation.Formula.Symbol;
import org.gradwright.compiler.op.Hole;
import org.gradwright.compiler.op.Ops;

/** How the values of a derivation are called, and what stands for them in equations. */
final class Vocabulary {
    private final Symbols symbols = new Symbols();
    private final Node root;
    private final Map<Node, Segment> segments = new IdentityHashMap<>();
    /** Placeholders for derivatives, and what they are called. */
    private final Map<Node, Node> derivatives = new IdentityHashMap<>();

    private final Map<Hole, Formula> names = new IdentityHashMap<>();
    /** From holes to the values that they stand for. */
    private final Rewriter filling = new Rewriter(node -> node);

    Vocabulary(List<Segment> segments) {
        root = segments.get(segments.size() - 1).value();
        segments.forEach(s -> {
            this.segments.put(s.value(), s);
            s.operands().forEach((value, hole) -> filling.keep(hole, value));
        });
        segments.forEach(s -> symbols.of(s.name()));
    }

    /** The equation of a value; null for a leaf. */
    Segment segment(Node value) {
        return segments.get(value);
    }

    String name(Node value) {
        return value.operation() instanceof Leaf leaf
                ? leaf.path()
                : segments.get(value).name();
    }

    Symbol symbol(Node value) {
        return symbols.of(name(value));
    }

    /** The derivative by a value, as it is written: {@code dL/dv}, or v with a bar where L is more than one number. */
    Formula partial(Node value) {
        Symbol own = symbol(value);
        return root.type().isScalar()
                ? new Partial(symbol(root), own)
                : new Symbol(own.base(), Formula.Mark.BAR, own.below(), own.above());
    }

    /** What stands for the derivative by a value until that is known: 1 for one number derived by itself. */
    Node derivative(Node value) {
        return derivatives.computeIfAbsent(value, v -> {
            var g = Ops.at(v.origin());
            if (v == root && v.type().isScalar()) {
                return g.constant(1);
            }
            Node hole = g.hole("d " + name(v), v.type());
            names.put((Hole) hole.operation(), partial(v));
            return hole;
        });
    }

    /** Whether a hole stands for a derivative, not for a value. */
    boolean isDerivative(Node hole) {
        return names.containsKey((Hole) hole.operation());
    }

    /** Says what a derivative is, for {@link #filled}. */
    void know(Node value, Node derivative) {
        filling.keep(derivative(value), filled(derivative));
    }

    /** An expression over holes with the values in their places. */
    Node filled(Node expression) {
        return filling.apply(expression);
    }

    Formula formula(Node root) {
        return formula(root, Map.of());
    }

    /** @param known nodes that are written by these formulas */
    Formula formula(Node root, Map<Node, Formula> known) {
        return Notator.formula(root, known, this::name);
    }

    /**
     * What a single element of each convolution in an expression is.
     *
     * @param own what the expression as a whole is called
     */
    List<Formula.Relation> elements(Node root, Formula own, Map<Node, Formula> known) {
        return Nodes.topological(List.of(root), n -> known.containsKey(n) ? List.of() : n.inputs()).stream()
                .filter(n -> n.operation() instanceof Sweeping && !known.containsKey(n))
                .map(n -> ((Sweeping) n.operation())
                        .element(
                                n,
                                n.inputs().stream().map(i -> formula(i, known)).toList(),
                                n == root ? own : formula(n, known)))
                .toList();
    }

    private Formula name(Leaf leaf) {
        return leaf instanceof Hole hole && names.containsKey(hole) ? names.get(hole) : symbols.of(leaf.path());
    }
}
