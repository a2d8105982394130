// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Scalar;

/**
 * A learning rate as a function of the number t of the update, from 1. It is an expression in double, so that a step
 * computes it once, in full precision.
 */
public sealed interface Schedule {
    /** All names of schedules. */
    List<String> NAMES = List.of("constant", "cosine", "one_cycle", "linear", "step", "plateau");

    /** The name in the language: {@code cosine}. */
    String name();

    /** All settings by their names in the language, in the order in which they are written. */
    Map<String, Object> settings();

    /** The rate of update {@code count}, both in double. */
    Expr at(Expr count);

    /** The same rate for ever. */
    static Schedule constant(double rate) {
        return new Constant(rate);
    }

    /** The same rate for ever. */
    record Constant(double rate) implements Schedule {
        public Constant {
            Settings.require("lr", rate >= 0 && Double.isFinite(rate), "not negative", rate);
        }

        @Override
        public String name() {
            return "constant";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.ordered("rate", rate);
        }

        @Override
        public Expr at(Expr count) {
            return number(rate);
        }

        @Override
        public String toString() {
            return Settings.text(rate);
        }
    }

    /**
     * Linear warm-up, {@code peak t / warmup}, then half a cosine from {@code peak} towards zero:
     * {@code peak (1 + cos(pi (t - 1 - warmup) / (steps - warmup))) / 2}, zero after {@code steps} (Loshchilov and
     * Hutter, SGDR, 2017, equation 5, without restarts).
     */
    record Cosine(double peak, int warmup, int steps) implements Schedule {
        public Cosine {
            Settings.require("peak", peak >= 0 && Double.isFinite(peak), "not negative", peak);
            Settings.require("warmup", warmup >= 0, "not negative", warmup);
            Settings.require("steps", steps > warmup, "more than warmup = " + warmup, steps);
        }

        @Override
        public String name() {
            return "cosine";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.ordered("peak", peak, "warmup", warmup, "steps", steps);
        }

        @Override
        public Expr at(Expr count) {
            Expr progress = share(count.minus(1.0 + warmup), number(steps - warmup));
            Expr falling = anneal(number(peak), number(0), progress);
            return warmup == 0 ? falling : count.atMost(number(warmup)).select(rising(count), falling);
        }

        private Expr rising(Expr count) {
            return count.times(peak / warmup);
        }

        @Override
        public String toString() {
            return Settings.call(name(), settings());
        }
    }

    /**
     * Half a cosine up from {@code peak / 25} during the first 30 % of the steps, half a cosine down to
     * {@code peak / 250000} until the last (Smith and Topin, Super-Convergence, 2018; proportions and phase ends are
     * PyTorch's). It leaves momentum alone.
     */
    record OneCycle(double peak, int steps) implements Schedule {
        private static final double START = 1.0 / 25;
        private static final double END = START / 10_000;
        private static final double RISE = 0.3;

        public OneCycle {
            Settings.require("peak", peak >= 0 && Double.isFinite(peak), "not negative", peak);
            Settings.require("steps", steps >= 4, "at least 4", steps);
        }

        @Override
        public String name() {
            return "one_cycle";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.ordered("peak", peak, "steps", steps);
        }

        @Override
        public Expr at(Expr count) {
            double top = RISE * steps - 1;
            Expr done = count.minus(1);
            Expr up = anneal(number(peak * START), number(peak), share(done, number(top)));
            Expr down = anneal(number(peak), number(peak * END), share(done.minus(top), number(steps - 1 - top)));
            return done.atMost(number(top)).select(up, down);
        }

        @Override
        public String toString() {
            return Settings.call(name(), settings());
        }
    }

    /** In equal steps from {@code from} to {@code to}: {@code from + (to - from) min(1, (t - 1) / steps)}. */
    record Linear(double from, double to, int steps) implements Schedule {
        public Linear {
            Settings.require("from", from >= 0 && Double.isFinite(from), "not negative", from);
            Settings.require("to", to >= 0 && Double.isFinite(to), "not negative", to);
            Settings.require("steps", steps >= 1, "at least 1", steps);
        }

        @Override
        public String name() {
            return "linear";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.ordered("from", from, "to", to, "steps", steps);
        }

        @Override
        public Expr at(Expr count) {
            return share(count.minus(1), number(steps)).times(to - from).plus(from);
        }

        @Override
        public String toString() {
            return Settings.call(name(), settings());
        }
    }

    /** A staircase: {@code from factor^floor((t - 1) / every)}. */
    record Step(double from, int every, double factor) implements Schedule {
        public Step {
            Settings.require("from", from >= 0 && Double.isFinite(from), "not negative", from);
            Settings.require("every", every >= 1, "at least 1", every);
            Settings.require("factor", factor > 0 && Double.isFinite(factor), "positive", factor);
        }

        @Override
        public String name() {
            return "step";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.ordered("from", from, "every", every, "factor", factor);
        }

        @Override
        public Expr at(Expr count) {
            Expr stairs = Expr.call(Fn.FLOOR, count.minus(1).over(number(every)));
            return Expr.call(Fn.POW, number(factor), stairs).times(from);
        }

        @Override
        public String toString() {
            return Settings.call(name(), settings());
        }
    }

    /**
     * A rate that is reduced when the loss stops falling, {@code max(least, from factor^r)}: after every {@code every} updates the
     * mean of their losses is compared with the best such mean b so far. If it is not below {@code b - threshold |b|} more than
     * {@code patience} times in a row, r grows by 1 and the count begins again (PyTorch's ReduceLROnPlateau, which is told a loss for
     * each epoch, with relative threshold and no cooldown).
     */
    record Plateau(double from, int every, int patience, double factor, double threshold, double least)
            implements Schedule {
        public Plateau {
            Settings.require("from", from >= 0 && Double.isFinite(from), "not negative", from);
            Settings.require("every", every >= 1, "at least 1", every);
            Settings.require("patience", patience >= 0, "not negative", patience);
            Settings.require("factor", factor > 0 && factor < 1, "above 0 and below 1", factor);
            Settings.requireNotNegative("threshold", threshold);
            Settings.requireNotNegative("least", least);
        }

        @Override
        public String name() {
            return "plateau";
        }

        @Override
        public Map<String, Object> settings() {
            return Settings.ordered(
                    "from",
                    from,
                    "every",
                    every,
                    "patience",
                    patience,
                    "factor",
                    factor,
                    "threshold",
                    threshold,
                    "least",
                    least);
        }

        /** Reads {@link Givens#reductions}, which {@link Plateaus} replaces by what it knows. */
        @Override
        public Expr at(Expr count) {
            Expr reduced =
                    Expr.call(Fn.POW, number(factor), Givens.reductions()).times(from);
            return Expr.call(Fn.MAX, reduced, number(least));
        }

        @Override
        public String toString() {
            return Settings.call(name(), settings());
        }
    }

    /** A constant in double. */
    static Expr number(double value) {
        return new Expr.Num(value, Scalar.DOUBLE);
    }

    /** {@code done / all}, at most 1. */
    private static Expr share(Expr done, Expr all) {
        return Expr.call(Fn.MIN, number(1), done.over(all));
    }

    /** {@code to + (from - to) (1 + cos(pi share)) / 2}: from the one value to the other along half a cosine. */
    private static Expr anneal(Expr from, Expr to, Expr share) {
        Expr cosine = Expr.call(Fn.COS, share.times(Math.PI));
        return to.plus(from.minus(to).times(cosine.plus(1)).times(0.5));
    }

    /**
     * A schedule by its name and settings, the first of which may be unnamed in the language.
     *
     * @throws IllegalArgumentException for an unknown name or setting, a missing one, or a value out of range
     */
    static Schedule create(String name, Map<String, Object> settings) {
        var given = new Settings(name, settings);
        Schedule schedule =
                switch (name) {
                    case "constant" -> new Constant(given.number("rate"));
                    case "cosine" -> new Cosine(given.number("peak"), given.whole("warmup", 0), given.whole("steps"));
                    case "one_cycle" -> new OneCycle(given.number("peak"), given.whole("steps"));
                    case "linear" -> new Linear(given.number("from"), given.number("to", 0), given.whole("steps"));
                    case "step" -> new Step(given.number("from"), given.whole("every"), given.number("factor", 0.1));
                    case "plateau" ->
                        new Plateau(
                                given.number("from"),
                                given.whole("every"),
                                given.whole("patience", 10),
                                given.number("factor", 0.1),
                                given.number("threshold", 1e-4),
                                given.number("least", 0));
                    default -> throw Settings.unknown("schedule", name, NAMES);
                };
        given.requireAllUsed();
        return schedule;
    }
}
