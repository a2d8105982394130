// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.functions;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.gradwright.runtime.Maths;

/** The functions in double, and how far a float is from them. */
final class Reference {
    static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", StrictMath::exp),
            Map.entry("log", StrictMath::log),
            Map.entry("expm1", StrictMath::expm1),
            Map.entry("log1p", StrictMath::log1p),
            Map.entry("softplus", Maths::softplus),
            Map.entry("sigmoid", Maths::sigmoid),
            Map.entry("erf", Maths::erf),
            Map.entry("tanh", StrictMath::tanh),
            Map.entry("sinh", StrictMath::sinh),
            Map.entry("cosh", StrictMath::cosh),
            Map.entry("sin", StrictMath::sin),
            Map.entry("cos", StrictMath::cos),
            Map.entry("tan", StrictMath::tan),
            Map.entry("asin", StrictMath::asin),
            Map.entry("acos", StrictMath::acos),
            Map.entry("atan", StrictMath::atan));

    /** Below this, two terms of the series at 0 are exact to double. */
    private static final double TINY = 0x1p-28;

    /** Above this, all functions but some have reached their limits. */
    private static final double HUGE = 128;

    private Reference() {}

    /** The function in double, quick where it is a line or a constant to double's precision. */
    static DoubleUnaryOperator quick(String function) {
        DoubleUnaryOperator exact = FUNCTIONS.get(function);
        DoubleUnaryOperator small = nearZero(function);
        DoubleUnaryOperator large = farAway(function);
        return x -> {
            double a = Math.abs(x);
            return a == 0 || Double.isNaN(x)
                    ? exact.applyAsDouble(x)
                    : a < TINY ? small.applyAsDouble(x) : a > HUGE ? large.applyAsDouble(x) : exact.applyAsDouble(x);
        };
    }

    private static DoubleUnaryOperator nearZero(String function) {
        return switch (function) {
            case "exp" -> x -> 1 + x;
            case "expm1" -> x -> x + x * x / 2;
            case "log1p" -> x -> x - x * x / 2;
            case "softplus" -> x -> Math.log(2) + x / 2;
            case "sigmoid" -> x -> 0.5 + x / 4;
            case "erf" -> x -> 2 / Math.sqrt(Math.PI) * x;
            case "cos", "cosh" -> x -> 1;
            case "acos" -> x -> Math.PI / 2 - x;
            case "log" -> StrictMath::log;
            default -> x -> x;
        };
    }

    private static DoubleUnaryOperator farAway(String function) {
        return switch (function) {
            case "exp" -> x -> x < 0 ? 0 : Double.POSITIVE_INFINITY;
            case "expm1" -> x -> x < 0 ? -1 : Double.POSITIVE_INFINITY;
            case "softplus" -> x -> Math.max(x, 0);
            case "sigmoid" -> x -> x < 0 ? 0 : 1;
            case "erf", "tanh" -> Math::signum;
            case "sinh" -> x -> x * Double.POSITIVE_INFINITY;
            case "cosh" -> x -> Double.POSITIVE_INFINITY;
            case "asin", "acos" -> x -> Double.NaN;
            case "atan" -> x -> Math.copySign(Math.PI / 2, x) - (1 - 1 / (3 * x * x)) / x;
            default -> FUNCTIONS.get(function);
        };
    }

    /** The distance in units of the last place that a float of the true value's size has; beyond the floats, of the largest. */
    static double ulps(double exact, float computed) {
        if (Double.isNaN(exact) || Float.isNaN(computed)) {
            return Double.isNaN(exact) && Float.isNaN(computed) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (exact == 0) {
            return Double.doubleToRawLongBits(exact) == Double.doubleToRawLongBits(computed) ? 0 : 1e9;
        }
        double bounded = Double.isInfinite(exact) ? exact : Math.max(-0x1p128, Math.min(0x1p128, exact));
        if (bounded == computed) {
            return 0;
        }
        double finite = Float.isInfinite(computed) ? Math.copySign(0x1p128, computed) : computed;
        int exponent = Math.min(Float.MAX_EXPONENT, Math.max(Float.MIN_EXPONENT, Math.getExponent(bounded)));
        return Math.abs(bounded - finite) / Math.scalb(1.0, exponent - 23);
    }
}
