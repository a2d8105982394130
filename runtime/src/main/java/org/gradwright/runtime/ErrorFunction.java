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

    private static final double ONE_OVER_ROOT_PI = 0.5641895835477563;

    /** erf(x) / x by powers of x^2, for |x| up to {@link #MIDDLE}; highest power first. */
    private static final double[] P1 = {
        0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694
    };

    private static final double[] Q1 = {1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171
    };

    /** erfc(x) / exp(-x^2) by powers of x, up to 4. */
    private static final double[] P2 = {
        2.1531153547440383e-08,
        0.5641884969886701,
        8.883149794388377,
        66.11919063714163,
        298.6351381974001,
        881.952221241769,
        1712.0476126340707,
        2051.0783778260716,
        1230.3393547979972
    };

    private static final double[] Q2 = {
        1,
        15.744926110709835,
        117.6939508913125,
        537.1811018620099,
        1621.3895745666903,
        3290.7992357334597,
        4362.619090143247,
        3439.3676741437216,
        1230.3393548037495
    };

    /** The correction beyond 4, by powers of 1 / x^2. */
    private static final double[] P3 = {
        0.016315387137302097,
        0.30532663496123236,
        0.36034489994980445,
        0.12578172611122926,
        0.016083785148742275,
        0.0006587491615298378
    };

    private static final double[] Q3 = {
        1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918
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
        double gauss = StrictMath.exp(-x * x);
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
