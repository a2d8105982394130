// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/**
 * The scalar functions that generated code calls. The {@code double} forms are within about one unit in the last place
 * and have the same bits on every platform; the {@code float} forms are those, rounded. Special values are as in
 * {@link StrictMath}.
 */
public final class Maths {
    private Maths() {}

    /** e to the power x. */
    public static double exp(double x) {
        return StrictMath.exp(x);
    }

    /** e to the power x. */
    public static float exp(float x) {
        return (float) StrictMath.exp(x);
    }

    /** The natural logarithm; of a negative number NaN. */
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /** The natural logarithm; of a negative number NaN. */
    public static float log(float x) {
        return (float) StrictMath.log(x);
    }

    /** e to the power x, minus 1, accurate near 0. */
    public static double expm1(double x) {
        return StrictMath.expm1(x);
    }

    /** e to the power x, minus 1, accurate near 0. */
    public static float expm1(float x) {
        return (float) StrictMath.expm1(x);
    }

    /** The natural logarithm of 1 + x, accurate near 0. */
    public static double log1p(double x) {
        return StrictMath.log1p(x);
    }

    /** The natural logarithm of 1 + x, accurate near 0. */
    public static float log1p(float x) {
        return (float) StrictMath.log1p(x);
    }

    /** The sine of an angle in radians. */
    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    /** The sine of an angle in radians. */
    public static float sin(float x) {
        return (float) StrictMath.sin(x);
    }

    /** The cosine of an angle in radians. */
    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    /** The cosine of an angle in radians. */
    public static float cos(float x) {
        return (float) StrictMath.cos(x);
    }

    /** The tangent of an angle in radians. */
    public static double tan(double x) {
        return StrictMath.tan(x);
    }

    /** The tangent of an angle in radians. */
    public static float tan(float x) {
        return (float) StrictMath.tan(x);
    }

    /** The angle in [-pi/2, pi/2] with this sine; NaN outside [-1, 1]. */
    public static double asin(double x) {
        return StrictMath.asin(x);
    }

    /** The angle in [-pi/2, pi/2] with this sine; NaN outside [-1, 1]. */
    public static float asin(float x) {
        return (float) StrictMath.asin(x);
    }

    /** The angle in [0, pi] with this cosine; NaN outside [-1, 1]. */
    public static double acos(double x) {
        return StrictMath.acos(x);
    }

    /** The angle in [0, pi] with this cosine; NaN outside [-1, 1]. */
    public static float acos(float x) {
        return (float) StrictMath.acos(x);
    }

    /** The angle in [-pi/2, pi/2] with this tangent. */
    public static double atan(double x) {
        return StrictMath.atan(x);
    }

    /** The angle in [-pi/2, pi/2] with this tangent. */
    public static float atan(float x) {
        return (float) StrictMath.atan(x);
    }

    /** The hyperbolic sine. */
    public static double sinh(double x) {
        return StrictMath.sinh(x);
    }

    /** The hyperbolic sine. */
    public static float sinh(float x) {
        return (float) StrictMath.sinh(x);
    }

    /** The hyperbolic cosine. */
    public static double cosh(double x) {
        return StrictMath.cosh(x);
    }

    /** The hyperbolic cosine. */
    public static float cosh(float x) {
        return (float) StrictMath.cosh(x);
    }

    /** The hyperbolic tangent. */
    public static double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /** The hyperbolic tangent. */
    public static float tanh(float x) {
        return (float) StrictMath.tanh(x);
    }

    /** x to the power y. */
    public static double pow(double x, double y) {
        return WholePower.isWhole(y) ? WholePower.of(x, (int) y) : StrictMath.pow(x, y);
    }

    /** x to the power y. */
    public static float pow(float x, float y) {
        return (float) pow((double) x, y);
    }

    /** {@code 1 / (1 + exp(-x))}; e to the power of -|x| never overflows, so the tail keeps its relative accuracy. */
    public static double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    /** As {@link #sigmoid(double)}, rounded. */
    public static float sigmoid(float x) {
        return (float) sigmoid((double) x);
    }

    /** {@code log(1 + exp(x)) = max(x, 0) + log1p(exp(-|x|))}, which never overflows. */
    public static double softplus(double x) {
        return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    /** As {@link #softplus(double)}, rounded. */
    public static float softplus(float x) {
        return (float) softplus((double) x);
    }

    /** The error function, {@code 2 / sqrt(pi)} times the integral of {@code exp(-t^2)} from 0 to x. */
    public static double erf(double x) {
        return ErrorFunction.erf(x);
    }

    /** As {@link #erf(double)}, rounded. */
    public static float erf(float x) {
        return (float) ErrorFunction.erf(x);
    }

    /** The remainder of a division, with the sign of the divisor: {@code x - floor(x / y) y}, without rounding twice. */
    public static double mod(double x, double y) {
        double remainder = x % y;
        return remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder;
    }

    /** As {@link #mod(double, double)}. */
    public static float mod(float x, float y) {
        float remainder = x % y;
        return remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder;
    }
}
