// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Num;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/**
 * Adds products with one rounding instead of two, and begins a chain of multiply-adds with what would be added behind it
 * (the bias): fewer operations that wait for each other. The difference of two products stays as it is, for with one
 * rounding {@code a*a - b*b} would be less than zero where a and b are equal.
 */
final class Contraction {
    private Contraction() {}

    static List<Stmt> apply(List<Stmt> statements) {
        return Statements.map(statements, Contraction::contract);
    }

    private static Expr contract(Expr expr) {
        Expr inside = expr.mapChildren(Contraction::contract);
        if (!(inside instanceof Call call) || !isReal(call)) {
            return inside;
        }
        Expr a = call.args().get(0);
        return switch (call.fn()) {
            case FMA -> isZero(call.args().get(2)) ? a.times(call.args().get(1)) : call;
            case ADD -> sum(call, a, call.args().get(1));
            case SUB -> isScaled(call.args().get(1)) ? append(call.args().get(1), a, Expr::negated) : call;
            default -> call;
        };
    }

    private static Expr sum(Call call, Expr a, Expr b) {
        if (isChain(a) && !isChain(b) && !isNegated(b)) {
            return append(a, b, UnaryOperator.identity());
        }
        return isChain(b) && !isChain(a) && !isNegated(a) ? append(b, a, UnaryOperator.identity()) : call;
    }

    /** A product, or multiply-adds that begin with one. */
    private static boolean isChain(Expr expr) {
        return expr instanceof Call call
                && (call.fn() == Fn.MUL
                        || call.fn() == Fn.FMA && isChain(call.args().get(2)));
    }

    /** A product with a constant. */
    private static boolean isScaled(Expr expr) {
        return expr instanceof Call call
                && call.fn() == Fn.MUL
                && call.args().stream().anyMatch(Num.class::isInstance);
    }

    /** A chain that begins with {@code start}; {@code sign} is applied to one factor, if possible a constant. */
    private static Expr append(Expr chain, Expr start, UnaryOperator<Expr> sign) {
        Call call = (Call) chain;
        Expr a = call.args().get(0);
        Expr b = call.args().get(1);
        if (call.fn() == Fn.FMA) {
            return Expr.call(Fn.FMA, a, b, append(call.args().get(2), start, sign));
        }
        return a instanceof Num
                ? Expr.call(Fn.FMA, b, sign.apply(a), start)
                : Expr.call(Fn.FMA, a, sign.apply(b), start);
    }

    private static boolean isReal(Call call) {
        return call.type() == Scalar.REAL;
    }

    private static boolean isNegated(Expr expr) {
        return expr instanceof Call call && call.fn() == Fn.NEG;
    }

    private static boolean isZero(Expr expr) {
        return expr instanceof Num n && n.value() == 0;
    }
}
