// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.check;

import java.util.function.DoubleUnaryOperator;

/**
 * Compares a derivative with differences of the function. Differences are taken at several distances, because none is right
 * for all functions: a large one crosses a kink, a small one drowns in rounding. The best counts.
 *
 * <p>At a kink itself, such as {@code relu} at 0, the function has a derivative on either side. Then, and only if the
 * difference between the sides stays when the distance shrinks, the derivative must lie between these two.
 */
final class Slope {
    /** What rounding does to a loss, relative to it. */
    private static final double ROUNDING = 64 * Math.ulp(1.0);

    private static final double GOOD = 1e-6;
    private static final double[] DISTANCES = {1e-4, 1e-3, 1e-5, 1e-6, 1e-7};

    private final DoubleUnaryOperator function;
    private final double at;
    private final double scale;
    private final double floor;
    private final double here;

    /**
     * @param function of one parameter's element
     * @param at where its derivative is wanted
     * @param floor derivatives below this are compared absolutely
     */
    Slope(DoubleUnaryOperator function, double at, double floor) {
        this.function = function;
        this.at = at;
        this.scale = Math.max(1, Math.abs(at));
        this.floor = floor;
        this.here = function.applyAsDouble(at);
    }

    /** The relative error of a claimed derivative; not a number when the function is none nearby. */
    double error(double claimed, double tolerance) {
        double best = Double.NaN;
        for (double distance : DISTANCES) {
            double error = central(claimed, distance * scale);
            best = Double.isNaN(best) || error < best ? error : best;
            if (best <= GOOD) {
                return best;
            }
        }
        return best <= tolerance ? best : atKink(claimed, best);
    }

    /** Of fourth order: (8 (f(h) - f(-h)) - (f(2h) - f(-2h))) / 12h. */
    private double central(double claimed, double h) {
        double near = value(h) - value(-h);
        double far = value(2 * h) - value(-2 * h);
        return relative(claimed, (8 * near - far) / (12 * h), noise(h));
    }

    private double relative(double claimed, double measured, double noise) {
        double least = Math.max(floor, noise / GradientCheck.TOLERANCE);
        return Math.abs(claimed - measured) / Math.max(Math.max(Math.abs(claimed), Math.abs(measured)), least);
    }

    private double noise(double h) {
        return ROUNDING * Math.abs(here) / h;
    }

    private double atKink(double claimed, double otherwise) {
        double h = 1e-6 * scale;
        double right = (value(h) - here) / h;
        double left = (here - value(-h)) / h;
        double nearer = 0.1 * h;
        double jump = (value(nearer) - 2 * here + value(-nearer)) / nearer;
        boolean stays = Math.abs(jump - (right - left)) < 0.1 * Math.abs(jump) + noise(nearer);
        if (!stays || Math.abs(jump) <= 4 * noise(nearer)) {
            return otherwise;
        }
        double nearest = Math.max(Math.min(left, right), Math.min(Math.max(left, right), claimed));
        return relative(claimed, nearest, noise(h) + Math.abs(jump) * 1e-5);
    }

    private double value(double offset) {
        return function.applyAsDouble(at + offset);
    }
}
