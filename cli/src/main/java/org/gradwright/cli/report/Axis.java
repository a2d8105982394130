// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An axis of a chart.
 *
 * @param low where it begins
 * @param high where it ends
 * @param ticks the values that are written at it, in order; the first is its beginning and the last its end
 * @param logarithmic whether equal distances are equal factors
 */
record Axis(double low, double high, List<Double> ticks, boolean logarithmic) {
    private static final int ABOUT = 5;
    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    /** From here on small values could not be told apart on a linear axis. */
    private static final double WIDE = 50;

    /** For finite values; logarithmic where they are positive and differ by large factors. */
    static Axis of(double least, double most) {
        return least > 0 && most / least > WIDE ? powers(least, most) : linear(least, most);
    }

    /** With whole numbers only, from the first to the last. */
    static Axis counting(int first, int last) {
        double step = Math.max(1, step((double) (last - first) / ABOUT));
        long whole = (long) Math.ceil(step);
        double end = Math.max(last, first + 1.0);
        List<Double> ticks = LongStream.iterate(
                        first % whole == 0 ? first : (first / whole + 1) * whole, t -> t <= end, t -> t + whole)
                .mapToObj(t -> (double) t)
                .toList();
        return new Axis(first, end, ticks, false);
    }

    private static Axis linear(double least, double most) {
        double margin = least == most ? Math.max(Math.abs(least) * 0.1, 1e-12) : 0;
        double step = step((most - least + 2 * margin) / ABOUT);
        long first = (long) Math.floor((least - margin) / step);
        long last = (long) Math.ceil((most + margin) / step);
        List<Double> ticks =
                LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
        return new Axis(first * step, last * step, ticks, false);
    }

    private static Axis powers(double least, double most) {
        int first = (int) Math.floor(Math.log10(least));
        int last = (int) Math.ceil(Math.log10(most));
        List<Double> ticks = IntStream.rangeClosed(first, last)
                .mapToObj(i -> Math.pow(10, i))
                .toList();
        return new Axis(Math.pow(10, first), Math.pow(10, last), ticks, true);
    }

    /** 1, 2, 2.5 or 5 times a power of ten, the next above. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : STEPS) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** Where a value lies, 0 at the beginning and 1 at the end. */
    double share(double value) {
        return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    /** A value in few digits. */
    static String label(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        boolean plain = Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6;
        int exponent = rounded.precision() - rounded.scale() - 1;
        return plain
                ? rounded.toPlainString()
                : rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
