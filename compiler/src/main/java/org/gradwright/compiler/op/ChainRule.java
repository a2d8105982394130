// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Arg;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Num;
import org.gradwright.compiler.kernel.Expr.Truth;
import org.gradwright.compiler.kernel.Expr.Whole;
import org.gradwright.compiler.kernel.Fn;

/** Turns the partial derivatives of a pointwise operation into nodes: arguments become the operands and the result. */
final class ChainRule {
    private final Ops ops;
    private final List<Node> arguments;
    private final Map<Expr, Node> done = new IdentityHashMap<>();

    ChainRule(Node node) {
        this.ops = Ops.at(node.origin());
        this.arguments = new ArrayList<>(node.inputs());
        this.arguments.add(node);
    }

    Ops ops() {
        return ops;
    }

    /**
     * The cotangent times a partial derivative; null for zero. A choice is made between products, not multiplied: what
     * overflows in the branch not taken must not spoil the other.
     */
    Node times(Node cotangent, Expr partial) {
        if (partial instanceof Num num && Math.abs(num.value()) <= 1 && num.value() == Math.rint(num.value())) {
            return num.value() == 0 ? null : num.value() == 1 ? cotangent : ops.neg(cotangent);
        }
        if (partial instanceof Call call) {
            return timesCall(cotangent, call);
        }
        return ops.mul(cotangent, node(partial));
    }

    private Node timesCall(Node cotangent, Call call) {
        Expr first = call.args().get(0);
        return switch (call.fn()) {
            case NEG -> ops.neg(times(cotangent, first));
            case DIV -> ops.div(times(cotangent, first), node(call.args().get(1)));
            case SELECT ->
                choice(
                        first,
                        times(cotangent, call.args().get(1)),
                        times(cotangent, call.args().get(2)));
            default -> ops.mul(cotangent, node(call));
        };
    }

    private Node choice(Expr condition, Node yes, Node no) {
        Node zero = ops.constant(0);
        return yes == null && no == null
                ? null
                : ops.where(node(condition), yes == null ? zero : yes, no == null ? zero : no);
    }

    private Node node(Expr expr) {
        Node known = done.get(expr);
        if (known == null) {
            known = build(expr);
            done.put(expr, known);
        }
        return known;
    }

    private Node build(Expr expr) {
        if (expr instanceof Arg arg) {
            return arguments.get(arg.index());
        }
        if (expr instanceof Num num) {
            return ops.constant(num.value());
        }
        if (expr instanceof Whole whole) {
            return ops.whole(whole.value());
        }
        return expr instanceof Truth truth ? ops.truth(truth.value()) : call((Call) expr);
    }

    private Node call(Call call) {
        Fn fn = call.fn();
        Pointwise operation = Operations.computing(fn, call.args());
        return ops.pointwise(operation, call.args().stream().map(this::node).toArray(Node[]::new));
    }
}
