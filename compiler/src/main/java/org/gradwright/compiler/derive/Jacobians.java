// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formulas;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Pointwise;

/** The derivative of an equation as a matrix, where it is one that people write: diagonal, a matrix of the model, a softmax's. */
final class Jacobians {
    private Jacobians() {}

    /**
     * The derivative of an equation's value by one that it reads.
     *
     * @param share what that one gets, which is linear in the derivative by the equation's value
     */
    static Optional<Formula> local(Segment segment, Node share, Vocabulary words, Map<Node, Formula> known) {
        Node cotangent = words.derivative(segment.value());
        if (segment.body().operation() instanceof Softmax
                && segment.body().input(0).operation() instanceof Leaf) {
            Formula p = words.symbol(segment.value());
            return Optional.of(
                    Formulas.difference(Formulas.apply("diag", p), Formulas.product(p, Formulas.transposed(p))));
        }
        if (share.operation() instanceof Pointwise op && op.name().equals("neg")) {
            return local(segment, share.input(0), words, known).map(Formulas::negated);
        } else if (share.operation() instanceof Pointwise op && op.name().equals("mul")) {
            return diagonal(share, cotangent, words, known);
        }
        boolean row = share.operation() instanceof MatMul
                && core(share.input(0)) == cotangent
                && !Nodes.dependsOn(share.input(1), cotangent);
        if (row) {
            return Optional.of(words.formula(share.input(1), known));
        }
        boolean column = share.operation() instanceof MatMul
                && core(share.input(1)) == cotangent
                && !Nodes.dependsOn(share.input(0), cotangent);
        return column ? Optional.of(Formulas.transposed(words.formula(share.input(0), known))) : Optional.empty();
    }

    private static Optional<Formula> diagonal(Node share, Node cotangent, Vocabulary words, Map<Node, Formula> known) {
        for (int i = 0; i < 2; i++) {
            Node factor = share.input(1 - i);
            boolean fits = plain(share.input(i)) == cotangent
                    && !Nodes.dependsOn(factor, cotangent)
                    && share.shape().equals(cotangent.shape());
            if (fits) {
                Formula plain = Formulas.core(words.formula(factor, known));
                Formula f = share.input(i) == cotangent ? plain : Formulas.negated(plain);
                return Optional.of(
                        share.shape().count().is(1)
                                ? f
                                : factor.shape().count().is(1)
                                        ? Formulas.product(f, Formulas.symbol("I"))
                                        : Formulas.apply("diag", f));
            }
        }
        return Optional.empty();
    }

    private static Node plain(Node node) {
        return node.operation() instanceof Pointwise op && op.name().equals("neg") ? node.input(0) : node;
    }

    private static Node core(Node node) {
        Node core = node;
        while (core.operation() instanceof org.gradwright.compiler.op.Reshape) {
            core = core.input(0);
        }
        return core;
    }
}
