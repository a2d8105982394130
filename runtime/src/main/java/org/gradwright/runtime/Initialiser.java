// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The first values of a variable, drawn from (seed, path) alone. {@link #text()} and {@link #parse} are inverse to each
 * other.
 */
public sealed interface Initialiser {
    /** The notation of the language, such as {@code normal(0.02)}. */
    String text();

    /**
     * Fills a tensor.
     *
     * @param values receives the values, row-major; its length is the product of the shape
     * @param shape the sizes
     * @param seed the model's seed
     * @param path the variable's name
     * @throws IllegalArgumentException when the shape does not suit
     */
    void fill(double[] values, int[] shape, long seed, String path);

    /**
     * Checks that the shape suits, without filling anything.
     *
     * @throws IllegalArgumentException when it does not
     */
    default void check(int[] shape) {}

    /**
     * Reads an initialiser: {@code zeros}, {@code ones}, {@code constant(v)}, {@code values(v, ...)}, {@code uniform(a)}
     * for [-a, a), {@code uniform(low, high)}, {@code normal(deviation)}, {@code normal(deviation, mean)},
     * {@code glorot_uniform}, {@code glorot_normal}, {@code he_uniform}, {@code he_normal}, {@code orthogonal},
     * {@code orthogonal(gain)}.
     *
     * @throws IllegalArgumentException when the text is none of these
     */
    static Initialiser parse(String text) {
        return InitialiserParser.parse(text);
    }

    /** Each element the same number; printed as {@code zeros}, {@code ones} or {@code constant(v)}. */
    record Constant(double value) implements Initialiser {
        @Override
        public String text() {
            boolean positiveZero = Double.doubleToRawLongBits(value) == 0;
            return positiveZero ? "zeros" : value == 1 ? "ones" : "constant(" + Numbers.print(value) + ")";
        }

        @Override
        public void fill(double[] values, int[] shape, long seed, String path) {
            Arrays.fill(values, value);
        }
    }

    /** Given numbers, row-major. */
    record Values(List<Double> numbers) implements Initialiser {
        /** Copies the numbers. */
        public Values {
            numbers = List.copyOf(numbers);
        }

        @Override
        public String text() {
            return numbers.stream().map(Numbers::print).collect(Collectors.joining(", ", "values(", ")"));
        }

        @Override
        public void check(int[] shape) {
            long size = Fans.size(shape);
            if (size != numbers.size()) {
                throw new IllegalArgumentException("values(...) has " + numbers.size() + " numbers, but "
                        + Arrays.toString(shape) + " needs " + size);
            }
        }

        @Override
        public void fill(double[] values, int[] shape, long seed, String path) {
            check(shape);
            Arrays.setAll(values, numbers::get);
        }
    }

    /** Uniform in [low, high), up to rounding. */
    record Uniform(double low, double high) implements Initialiser {
        /** Checks the order of the bounds. */
        public Uniform {
            if (!(low <= high) || Double.isInfinite(high - low)) {
                throw new IllegalArgumentException("uniform needs finite bounds in order, not " + Numbers.print(low)
                        + " and " + Numbers.print(high));
            }
        }

        @Override
        public String text() {
            return low == -high
                    ? "uniform(" + Numbers.print(high) + ")"
                    : "uniform(" + Numbers.print(low) + ", " + Numbers.print(high) + ")";
        }

        @Override
        public void fill(double[] values, int[] shape, long seed, String path) {
            SplitMix random = new SplitMix(seed, path);
            Arrays.setAll(values, i -> low + (high - low) * random.uniform());
        }
    }

    /** Normal with this standard deviation and mean. */
    record Normal(double deviation, double mean) implements Initialiser {
        /** Checks that both are finite and the deviation is not negative. */
        public Normal {
            if (!(deviation >= 0) || !Double.isFinite(deviation) || !Double.isFinite(mean)) {
                throw new IllegalArgumentException("normal needs a deviation of at least 0 and a finite mean, not "
                        + Numbers.print(deviation) + " and " + Numbers.print(mean));
            }
            deviation += 0.0; // never -0, which would print like 0
            mean += 0.0;
        }

        @Override
        public String text() {
            String more = mean == 0 ? "" : ", " + Numbers.print(mean);
            return "normal(" + Numbers.print(deviation) + more + ")";
        }

        @Override
        public void fill(double[] values, int[] shape, long seed, String path) {
            SplitMix random = new SplitMix(seed, path);
            Arrays.setAll(values, i -> mean + deviation * random.normal());
        }
    }

    /** Scaled by the number of inputs and outputs of a unit ({@link Fans} says how they are counted). */
    enum Scaled implements Initialiser {
        /** Uniform in [-a, a), a = sqrt(6 / (fan_in + fan_out)): Glorot and Bengio, 2010, equation 16. */
        GLOROT_UNIFORM("glorot_uniform") {
            @Override
            Initialiser forFans(Fans fans) {
                return symmetric(StrictMath.sqrt(6.0 / (fans.in() + fans.out())));
            }
        },
        /** Normal with variance 2 / (fan_in + fan_out): Glorot and Bengio, 2010, equation 12. */
        GLOROT_NORMAL("glorot_normal") {
            @Override
            Initialiser forFans(Fans fans) {
                return new Normal(StrictMath.sqrt(2.0 / (fans.in() + fans.out())), 0);
            }
        },
        /** Uniform in [-a, a), a = sqrt(6 / fan_in), of variance 2 / fan_in: He et al., 2015, equation 10. */
        HE_UNIFORM("he_uniform") {
            @Override
            Initialiser forFans(Fans fans) {
                return symmetric(StrictMath.sqrt(6.0 / fans.in()));
            }
        },
        /** Normal with variance 2 / fan_in: He et al., 2015, equation 10. */
        HE_NORMAL("he_normal") {
            @Override
            Initialiser forFans(Fans fans) {
                return new Normal(StrictMath.sqrt(2.0 / fans.in()), 0);
            }
        };

        private final String text;

        Scaled(String text) {
            this.text = text;
        }

        abstract Initialiser forFans(Fans fans);

        private static Initialiser symmetric(double bound) {
            return new Uniform(-bound, bound);
        }

        @Override
        public String text() {
            return text;
        }

        @Override
        public void fill(double[] values, int[] shape, long seed, String path) {
            forFans(Fans.of(shape)).fill(values, shape, seed, path);
        }
    }

    /**
     * Orthonormal rows or columns, whichever are fewer, times a gain: Saxe, McClelland, Ganguli, 2013. A tensor of higher
     * rank counts as a matrix of its first axis by all others.
     */
    record Orthogonal(double gain) implements Initialiser {
        /** Checks that the gain is finite. */
        public Orthogonal {
            if (!Double.isFinite(gain)) {
                throw new IllegalArgumentException("orthogonal needs a finite gain, not " + Numbers.print(gain));
            }
        }

        @Override
        public String text() {
            return gain == 1 ? "orthogonal" : "orthogonal(" + Numbers.print(gain) + ")";
        }

        @Override
        public void check(int[] shape) {
            if (shape.length < 2) {
                throw new IllegalArgumentException(
                        "orthogonal needs at least two axes, " + Arrays.toString(shape) + " has " + shape.length);
            }
        }

        @Override
        public void fill(double[] values, int[] shape, long seed, String path) {
            check(shape);
            OrthogonalMatrix.fill(values, shape[0], values.length / shape[0], new SplitMix(seed, path));
            for (int i = 0; i < values.length; i++) {
                values[i] *= gain;
            }
        }
    }
}
