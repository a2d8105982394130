// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Arg;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Fence;
import org.gradwright.compiler.notation.Formula.Fenced;
import org.gradwright.compiler.notation.Formulas;

/**
 * How a pointwise operation is written follows from its value: with the sign of the function at the root, if that works on
 * operands and constants only, else as a function by its name.
 */
final class PointwiseNotation {
    private final Node node;
    private final List<Formula> operands;

    private PointwiseNotation(Node node, List<Formula> operands) {
        this.node = node;
        this.operands = operands;
    }

    static Formula of(Pointwise op, Node node, List<Formula> operands) {
        var notation = new PointwiseNotation(node, operands);
        Formula signs = op.value() instanceof Call call ? notation.signs(call) : notation.part(op.value());
        return signs != null
                ? signs
                : new Formula.Apply(
                        op.name(), operands.stream().map(Formulas::core).toList());
    }

    /** Null for a function without a sign of its own. */
    private Formula signs(Call call) {
        if (!call.args().stream().allMatch(PointwiseNotation::isSimple)) {
            return null;
        }
        List<Formula> parts = call.args().stream().map(this::part).toList();
        return parts.size() == 1 ? unary(call.fn(), parts.get(0)) : several(call, parts);
    }

    private static Formula unary(Fn fn, Formula x) {
        return switch (fn) {
            case NEG -> Formulas.negated(x);
            case SQRT -> new Fenced(Fence.ROOT, x);
            case ABS -> new Fenced(Fence.MAGNITUDE, x);
            case FLOOR -> new Fenced(Fence.FLOOR, x);
            case CEIL -> new Fenced(Fence.CEILING, x);
            case NOT -> Formulas.apply("¬", x);
            case TO_REAL -> x;
            default -> null;
        };
    }

    private Formula several(Call call, List<Formula> parts) {
        Formula a = parts.get(0);
        Formula b = parts.get(1);
        return switch (call.fn()) {
            case ADD -> Formulas.sum(a, b);
            case SUB -> Formulas.difference(a, b);
            case MUL -> product(call, a, b);
            case DIV -> Formulas.quotient(a, b);
            case POW -> Formulas.power(a, b);
            case LT -> a instanceof Formula.Number ? Formulas.relation(b, ">", a) : Formulas.relation(a, "<", b);
            case LE -> a instanceof Formula.Number ? Formulas.relation(b, "≥", a) : Formulas.relation(a, "≤", b);
            case EQ -> Formulas.relation(a, "=", b);
            case NE -> Formulas.relation(a, "≠", b);
            case AND -> Formulas.relation(a, "∧", b);
            case OR -> Formulas.relation(a, "∨", b);
            case SELECT -> choice(call, parts);
            default -> null;
        };
    }

    private static Formula choice(Call call, List<Formula> parts) {
        boolean no = isConstant(call.args().get(2), 0);
        return no && isConstant(call.args().get(1), 1)
                ? Formulas.truth(parts.get(0))
                : isZero(parts.get(2))
                        ? Formulas.elementwise(Formulas.truth(parts.get(0)), parts.get(1))
                        : new Formula.Choice(parts.get(0), parts.get(1), parts.get(2));
    }

    private static boolean isZero(Formula formula) {
        return formula instanceof Formula.Number number && number.value() == 0;
    }

    /** A square, a product of vectors that makes a matrix, one by a number, or one element by element. */
    private Formula product(Call call, Formula a, Formula b) {
        if (call.args().get(0) == call.args().get(1)) {
            return Formulas.power(a, Formulas.number(2));
        }
        Shape left = node.input(0).shape();
        Shape right = node.input(1).shape();
        if (isOuter(left, right)) {
            return Formulas.product(operands.get(0), operands.get(1));
        }
        boolean scalar = left.count().is(1) || right.count().is(1);
        return !scalar
                ? Formulas.elementwise(a, b)
                : left.count().is(1) ? Formulas.product(a, b) : Formulas.product(b, a);
    }

    private static boolean isOuter(Shape left, Shape right) {
        return left.rank() == 2
                && right.rank() == 2
                && left.size(1).is(1)
                && right.size(0).is(1)
                && !left.size(0).is(1)
                && !right.size(1).is(1);
    }

    private static boolean isSimple(Expr expr) {
        return expr.children().isEmpty();
    }

    private static boolean isConstant(Expr expr, double value) {
        return expr instanceof Expr.Num num && num.value() == value
                || expr instanceof Expr.Whole whole && whole.value() == value;
    }

    private Formula part(Expr expr) {
        if (expr instanceof Arg arg) {
            return Formulas.core(operands.get(arg.index()));
        } else if (expr instanceof Expr.Num num) {
            return Formulas.number(num.value());
        } else if (expr instanceof Expr.Whole whole) {
            return Formulas.number(whole.value());
        }
        return null;
    }
}
