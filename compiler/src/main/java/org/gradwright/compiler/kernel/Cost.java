// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.IdentityHashMap;
import java.util.Map;

/** What an expression costs, in units of about one addition of reals; shared subexpressions count once. */
public final class Cost {
    private Cost() {}

    /** The cost of computing the expression once. */
    public static double of(Expr expr) {
        Map<Expr, Double> seen = new IdentityHashMap<>();
        collect(expr, seen);
        return seen.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static void collect(Expr expr, Map<Expr, Double> seen) {
        if (seen.putIfAbsent(expr, own(expr)) == null) {
            expr.children().forEach(child -> collect(child, seen));
        }
    }

    private static double own(Expr expr) {
        if (!(expr instanceof Expr.Call call)) {
            return 0;
        }
        return switch (call.fn()) {
            case ADD, SUB, MUL, MIN, MAX, NEG -> call.type() == Scalar.INT ? 0.1 : 1;
            case LT, LE, EQ, NE, AND, OR, NOT, SELECT, TO_REAL, TO_INT, CHECKED -> 0.3;
            case ABS, FMA, FLOOR, CEIL, ROUND -> 1;
            case DIV, MOD, SQRT -> call.type() == Scalar.INT ? 1 : 3;
            case RANDOM_UNIFORM -> 12;
            case BITS, FROM_BITS, BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> 0.5;
            case EXP -> 25;
            case EXPM1, LOG, LOG1P, SIN, COS, TAN, ASIN, ACOS, ATAN, SINH, COSH, TANH, ERF, SIGMOID, SOFTPLUS -> 40;
            case SIN_OF_LARGE, COS_OF_LARGE, TAN_OF_LARGE -> 0;
            case POW, RANDOM_NORMAL -> 60;
        };
    }
}
