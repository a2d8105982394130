// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Arg;
import org.gradwright.compiler.kernel.ScalarEvaluator;
import org.gradwright.compiler.kernel.Substitution;

/** What is left of a pointwise operation when operands are constants: the rules are those of scalar expressions. */
final class Folding {
    private Folding() {}

    /** The node, or a simpler one of the same type. */
    static Node simplify(Ops ops, Pointwise op, Node node) {
        if (op.equals(Arithmetic.POW) && constant(node.input(1)) != null) {
            return power(ops, node, constant(node.input(1)).value());
        }
        boolean plain = node.inputs().stream().noneMatch(n -> constant(n) != null);
        if (plain && op != Arithmetic.IDENTITY) {
            return node;
        }
        return substituted(ops, op, node);
    }

    private static Node substituted(Ops ops, Pointwise op, Node node) {
        Expr value = Substitution.args(op.value(), arguments(op, node.inputs()));
        if (value instanceof Arg arg) {
            return ops.broadcastTo(node.input(arg.index()), node.shape());
        }
        return dependsOnArguments(value) ? node : folded(ops, op, node, value);
    }

    /** Small whole powers are products. */
    private static Node power(Ops ops, Node node, double exponent) {
        Node x = node.input(0);
        if (constant(x) != null) {
            return substituted(ops, Arithmetic.POW, node);
        }
        if (exponent != Math.rint(exponent) || exponent < -1 || exponent > 3) {
            return node;
        }
        Node power =
                switch ((int) exponent) {
                    case -1 -> ops.reciprocal(x);
                    case 0 -> ops.constant(1);
                    case 1 -> x;
                    case 2 -> ops.square(x);
                    default -> ops.mul(x, ops.square(x));
                };
        return ops.broadcastTo(power, node.shape());
    }

    private static Node folded(Ops ops, Pointwise op, Node node, Expr value) {
        var constant = new Constant(op.result(), ScalarEvaluator.constant(value));
        return ops.broadcastTo(Node.of(constant, node.origin(), List.of()), node.shape());
    }

    private static List<Expr> arguments(Pointwise op, List<Node> inputs) {
        var arguments = new ArrayList<Expr>(op.placeholders().subList(0, op.arity()));
        for (int i = 0; i < inputs.size(); i++) {
            Constant constant = constant(inputs.get(i));
            if (constant != null) {
                arguments.set(i, constant.expr());
            }
        }
        return arguments;
    }

    /** The one value of all elements, if that is known; else null. */
    static Constant constant(Node node) {
        if (node.operation() instanceof Constant constant) {
            return constant;
        }
        boolean repeats = node.operation() instanceof BroadcastTo || node.operation() instanceof Reshape;
        return repeats ? constant(node.input(0)) : null;
    }

    private static boolean dependsOnArguments(Expr value) {
        return value instanceof Arg || value.children().stream().anyMatch(Folding::dependsOnArguments);
    }
}
