// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Load;
import org.gradwright.compiler.kernel.Expr.Num;
import org.gradwright.compiler.kernel.Expr.Truth;
import org.gradwright.compiler.kernel.Expr.Whole;
import org.gradwright.runtime.CounterRandom;

/**
 * The meaning of a scalar expression in float64, on its own feet: it does not use the functions that generated code
 * calls. Integers are whole doubles and wrap at 32 bits; conditions are 0 and 1.
 */
public final class ScalarEvaluator {
    private final ToDoubleFunction<Expr> leaves;
    private final Map<Expr, Double> done = new IdentityHashMap<>();

    /** @param leaves the value of an argument, a local, a given or a load at a constant index */
    public ScalarEvaluator(ToDoubleFunction<Expr> leaves) {
        this.leaves = leaves;
    }

    /** The value of an expression without leaves other than constants. */
    public static double constant(Expr expr) {
        return new ScalarEvaluator(leaf -> {
                    throw new IllegalArgumentException(leaf + " is not a constant");
                })
                .evaluate(expr);
    }

    /** The value, each shared subexpression computed once. @throws IllegalArgumentException for an index out of range */
    public double evaluate(Expr expr) {
        Double known = done.get(expr);
        if (known == null) {
            known = compute(expr);
            done.put(expr, known);
        }
        return known;
    }

    private double compute(Expr expr) {
        if (expr instanceof Num num) {
            return num.value();
        }
        if (expr instanceof Whole whole) {
            return whole.value();
        }
        if (expr instanceof Truth truth) {
            return truth.value() ? 1 : 0;
        }
        if (expr instanceof Load load) {
            return leaves.applyAsDouble(new Load(load.buffer(), Expr.whole((int) evaluate(load.index()))));
        }
        return expr instanceof Call call ? call(call) : leaves.applyAsDouble(expr);
    }

    private double call(Call call) {
        List<Expr> args = call.args();
        double a = evaluate(args.get(0));
        double b = args.size() > 1 ? evaluate(args.get(1)) : 0;
        double c = args.size() > 2 ? evaluate(args.get(2)) : 0;
        boolean whole = args.get(0).type() == Scalar.INT;
        return whole ? ofWholes(call.fn(), (int) a, (int) b, c) : ofReals(call.fn(), a, b, c);
    }

    private static double ofWholes(Fn fn, int a, int b, double c) {
        return switch (fn) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> Math.floorDiv(a, b);
            case MOD -> Math.floorMod(a, b);
            case FMA -> a * b + (int) c;
            case NEG -> -a;
            case ABS -> Math.abs(a);
            case CHECKED -> checked(a, b);
            case RANDOM_UNIFORM -> CounterRandom.uniform(a, b);
            case RANDOM_NORMAL -> CounterRandom.normal(a, b);
            case FROM_BITS -> Float.intBitsToFloat(a);
            case BIT_AND -> a & b;
            case BIT_OR -> a | b;
            case BIT_XOR -> a ^ b;
            case SHIFT_LEFT -> a << b;
            case SHIFT_RIGHT -> a >> b;
            case SHIFT_RIGHT_UNSIGNED -> a >>> b;
            default -> ofReals(fn, a, b, c);
        };
    }

    private static double ofReals(Fn fn, double a, double b, double c) {
        return switch (fn) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MOD -> a - b * Math.floor(a / b);
            case FMA -> Math.fma(a, b, c);
            case NEG -> -a;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case ABS -> Math.abs(a);
            case POW -> StrictMath.pow(a, b);
            case SQRT -> Math.sqrt(a);
            case EXP -> StrictMath.exp(a);
            case EXPM1 -> StrictMath.expm1(a);
            case LOG -> StrictMath.log(a);
            case LOG1P -> StrictMath.log1p(a);
            case SIN, SIN_OF_LARGE -> StrictMath.sin(a);
            case COS, COS_OF_LARGE -> StrictMath.cos(a);
            case TAN, TAN_OF_LARGE -> StrictMath.tan(a);
            case ASIN -> StrictMath.asin(a);
            case ACOS -> StrictMath.acos(a);
            case ATAN -> StrictMath.atan(a);
            case SINH -> StrictMath.sinh(a);
            case COSH -> StrictMath.cosh(a);
            case TANH -> StrictMath.tanh(a);
            case ERF -> erf(a);
            case SIGMOID -> a < 0 ? StrictMath.exp(a) / (1 + StrictMath.exp(a)) : 1 / (1 + StrictMath.exp(-a));
            case SOFTPLUS -> Math.max(a, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(a)));
            case FLOOR -> Math.floor(a);
            case CEIL -> Math.ceil(a);
            case ROUND -> Math.rint(a);
            case LT -> a < b ? 1 : 0;
            case LE -> a <= b ? 1 : 0;
            case EQ -> a == b ? 1 : 0;
            case NE -> a != b ? 1 : 0;
            case AND -> a * b;
            case OR -> Math.max(a, b);
            case NOT -> 1 - a;
            case SELECT -> a != 0 ? b : c;
            case TO_REAL -> a;
            case TO_INT -> (int) a;
            case BITS -> Float.floatToRawIntBits((float) a);
            case RANDOM_UNIFORM,
                    RANDOM_NORMAL,
                    CHECKED,
                    FROM_BITS,
                    BIT_AND,
                    BIT_OR,
                    BIT_XOR,
                    SHIFT_LEFT,
                    SHIFT_RIGHT,
                    SHIFT_RIGHT_UNSIGNED -> throw new IllegalArgumentException(fn + " takes integers");
        };
    }

    private static double checked(int index, int size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index " + index + " is not in 0..<" + size);
        }
        return index;
    }

    /** By a series without cancellation (Abramowitz and Stegun 7.1.6); beyond 6 the result rounds to 1. */
    private static double erf(double x) {
        if (Double.isNaN(x) || Math.abs(x) > 6) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        double term = x;
        double sum = 0;
        for (int n = 1; sum + term != sum; n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }
}
