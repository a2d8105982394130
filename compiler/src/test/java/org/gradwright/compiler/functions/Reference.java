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

    private Reference() {}

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
