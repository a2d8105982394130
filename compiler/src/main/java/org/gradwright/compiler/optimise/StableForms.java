// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.op.Ops;

/**
 * The numerically stable form of a node whose composition, taken literally, overflows or loses its digits:
 *
 * <pre>
 * log(exp(u))                    u                       1 / (1 + exp(-u))      sigmoid(u)
 * log(sigmoid(u))                -softplus(-u)           exp(u) / (1 + exp(u))  sigmoid(u)
 * log(1 - sigmoid(u))            -softplus(u)            exp(u) / sum(exp(u))   exp(u - max) / sum(exp(u - max))
 * log(1 + exp(u))                softplus(u)             sqrt(u^2)              abs(u)
 * log(sum(exp(u)))               logsumexp(u)            exp(u) - 1             expm1(u)
 * log(exp(u) / d)                u - log(d), so log(softmax(u)) = u - logsumexp(u)
 * log(1 + u)                     log1p(u)
 * </pre>
 *
 * <p>A form has the same value as its node and is written with the node's own operands, so that it can stand for it, also
 * when differentiating. The logarithm of a part of a tensor (a slice, a gather) is the part of the logarithm where that is
 * stable. Opaque nodes are never looked into.
 */
public final class StableForms {
    private final Set<Node> opaque;
    private final Map<Node, Node> forms = new IdentityHashMap<>();
    private final LogForms logs = new LogForms(this);
    private final QuotientForms quotients = new QuotientForms(this);

    /** @param opaque nodes whose own value is asked for, so that nothing may be cancelled against what is inside */
    public StableForms(Set<Node> opaque) {
        this.opaque = opaque;
    }

    /** The stable form of a node; the node itself where there is no better one. */
    public Node of(Node node) {
        if (!forms.containsKey(node)) {
            Nodes.topological(List.of(node), n -> forms.containsKey(n) ? List.of() : n.inputs())
                    .forEach(n -> forms.computeIfAbsent(n, this::form));
        }
        return forms.get(node);
    }

    /** What a node is computed from when it is read as its stable form: that form, or its own operands. */
    public List<Node> operands(Node node) {
        Node form = of(node);
        return form == node ? node.inputs() : List.of(form);
    }

    private Node form(Node node) {
        Node better = candidate(node);
        return better != null && better.type().equals(node.type()) ? better : node;
    }

    /** Null without a better form. */
    private Node candidate(Node node) {
        if (Match.is(node, "log")) {
            return logs.log(node.input(0), Ops.at(node.origin()));
        }
        if (Match.is(node, "log1p")) {
            return logs.log1p(node.input(0), Ops.at(node.origin()));
        }
        if (Match.is(node, "sqrt")) {
            return root(node);
        }
        if (Match.is(node, "sub")) {
            return difference(node);
        }
        return quotients.form(node);
    }

    /** {@code sqrt(u^2)}: its derivative is the sign of u, where the literal one divides 0 by 0. */
    private Node root(Node node) {
        Node square = node.input(0);
        boolean product = is(square, "mul") && Match.same(argument(square, 0), argument(square, 1));
        boolean power = is(square, "pow") && Match.isNumber(argument(square, 1), 2);
        return is(square, "square") || product || power ? Ops.at(node.origin()).abs(argument(square, 0)) : null;
    }

    private Node difference(Node node) {
        return is(node.input(0), "exp") && Match.isNumber(node.input(1), 1)
                ? Ops.at(node.origin()).expm1(argument(node.input(0), 0))
                : null;
    }

    /** Whether the stable form of a node is the pointwise operation of this name, and may be looked into. */
    boolean is(Node node, String name) {
        return !opaque.contains(node) && Match.is(of(node), name);
    }

    /** An operand of the stable form of a node. */
    Node argument(Node node, int index) {
        return of(node).input(index);
    }

    /** The stable form of a node, or the node itself where it may not be looked into. */
    Node inside(Node node) {
        return opaque.contains(node) ? node : of(node);
    }

    boolean isOpaque(Node node) {
        return opaque.contains(node);
    }

    /** {@code -x}, without a double negation. */
    Node negated(Node x, Ops g) {
        return is(x, "neg") ? argument(x, 0) : g.neg(x);
    }
}
