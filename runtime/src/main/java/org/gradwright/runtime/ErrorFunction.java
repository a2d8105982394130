// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/**
 * The error function by the rational approximations of W. J. Cody, "Rational Chebyshev approximations for the error
 * function", Mathematics of Computation 23 (1969), 631-637: one for the middle, and two for the complement beyond.
 */
final class ErrorFunction {
    private static final double MIDDLE = 0.46875;
    /** From here on erf(x) rounds to 1. */
    private static final double ONE = 5.93;

    private static final double ONE_OVER_ROOT_PI = 0.56418958354775628695;

    /** erf(x) / x by powers of x^2, for |x| up to {@link #MIDDLE}; highest power first. */
    private static final double[] P1 = {
        1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3
    };

    private static final double[] Q1 = {
        1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3
    };

    /** erfc(x) / exp(-x^2) by powers of x, up to 4. */
    private static final double[] P2 = {
        2.15311535474403846e-8,
        5.64188496988670089e-1,
        8.88314979438837594,
        6.61191906371416295e1,
        2.98635138197400131e2,
        8.81952221241769090e2,
        1.71204761263407058e3,
        2.05107837782607147e3,
        1.23033935479799725e3
    };

    private static final double[] Q2 = {
        1,
        1.57449261107098347e1,
        1.17693950891312499e2,
        5.37181101862009858e2,
        1.62138957456669019e3,
        3.29079923573345963e3,
        4.36261909014324716e3,
        3.43936767414372164e3,
        1.23033935480374942e3
    };

    /** The correction beyond 4, by powers of 1 / x^2. */
    private static final double[] P3 = {
        1.63153871373020978e-2,
        3.05326634961232344e-1,
        3.60344899949804439e-1,
        1.25781726111229246e-1,
        1.60837851487422766e-2,
        6.58749161529837803e-4
    };

    private static final double[] Q3 = {
        1,
        2.56852019228982242,
        1.87295284992346725,
        5.27905102951428412e-1,
        6.05183413124413191e-2,
        2.33520497626869185e-3
    };

    private ErrorFunction() {}

    static double erf(double x) {
        double magnitude = Math.abs(x);
        if (magnitude <= MIDDLE) {
            return x * polynomial(P1, x * x) / polynomial(Q1, x * x);
        }
        double value = magnitude >= ONE ? 1 : 1 - complement(magnitude);
        return Math.copySign(value, x);
    }

    private static double complement(double x) {
        double gauss = Math.exp(-x * x);
        if (x <= 4) {
            return gauss * polynomial(P2, x) / polynomial(Q2, x);
        }
        double inverse = 1 / (x * x);
        double correction = inverse * polynomial(P3, inverse) / polynomial(Q3, inverse);
        return gauss * (ONE_OVER_ROOT_PI - correction) / x;
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
