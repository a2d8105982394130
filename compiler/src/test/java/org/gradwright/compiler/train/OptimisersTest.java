// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.kernel.Givens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimisersTest {
    private static final int STEPS = 6;

    /** An update rule written out by hand, on one weight. */
    private interface ByHand {
        double next(int t, double w, double g, double[] state);
    }

    private static Arguments rule(String name, Map<String, Object> settings, ByHand byHand) {
        return Arguments.of(name, settings, byHand);
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                rule("sgd", Map.of("lr", 0.1), (t, w, g, s) -> w - 0.1 * g),
                rule("sgd", Map.of("lr", 0.1, "momentum", 0.9, "weight_decay", 0.01), (t, w, g, s) -> {
                    s[0] = 0.9 * s[0] + (g + 0.01 * w);
                    return w - 0.1 * s[0];
                }),
                rule("sgd", Map.of("lr", 0.1, "momentum", 0.9, "dampening", 0.3), (t, w, g, s) -> {
                    s[0] = t == 1 ? g : 0.9 * s[0] + 0.7 * g;
                    return w - 0.1 * s[0];
                }),
                rule("sgd", Map.of("lr", 0.1, "momentum", 0.9, "nesterov", true), (t, w, g, s) -> {
                    s[0] = 0.9 * s[0] + g;
                    return w - 0.1 * (g + 0.9 * s[0]);
                }),
                rule(
                        "adam",
                        Map.of("lr", 0.01, "weight_decay", 0.1),
                        (t, w, g, s) -> adam(t, w, g + 0.1 * w, s, false)),
                rule("adam", Map.of("lr", 0.01, "amsgrad", true), (t, w, g, s) -> adam(t, w, g, s, true)),
                rule("adamw", Map.of("lr", 0.01), (t, w, g, s) -> adam(t, w * (1 - 0.01 * 0.01), g, s, false)),
                rule("rmsprop", Map.of(), (t, w, g, s) -> {
                    s[0] = 0.99 * s[0] + 0.01 * g * g;
                    return w - 0.01 * g / (Math.sqrt(s[0]) + 1e-8);
                }),
                rule("rmsprop", Map.of("momentum", 0.5, "centered", true, "alpha", 0.9), (t, w, g, s) -> {
                    s[0] = 0.9 * s[0] + 0.1 * g * g;
                    s[1] = 0.9 * s[1] + 0.1 * g;
                    s[2] = 0.5 * s[2] + g / (Math.sqrt(s[0] - s[1] * s[1]) + 1e-8);
                    return w - 0.01 * s[2];
                }),
                rule("adagrad", Map.of("lr_decay", 0.1, "initial_accumulator_value", 0.5), (t, w, g, s) -> {
                    s[0] = (t == 1 ? 0.5 : s[0]) + g * g;
                    return w - 0.01 / (1 + (t - 1) * 0.1) * g / (Math.sqrt(s[0]) + 1e-10);
                }),
                rule("adadelta", Map.of("weight_decay", 0.1, "rho", 0.8), (t, w, g, s) -> {
                    double decayed = g + 0.1 * w;
                    s[0] = 0.8 * s[0] + 0.2 * decayed * decayed;
                    double d = Math.sqrt(s[1] + 1e-6) / Math.sqrt(s[0] + 1e-6) * decayed;
                    s[1] = 0.8 * s[1] + 0.2 * d * d;
                    return w - d;
                }),
                rule("lion", Map.of("lr", 0.01, "weight_decay", 0.1), (t, w, g, s) -> {
                    double c = 0.9 * s[0] + 0.1 * g;
                    s[0] = 0.99 * s[0] + 0.01 * g;
                    return w - 0.01 * (Math.signum(c) + 0.1 * w);
                }));
    }

    private static double adam(int t, double w, double g, double[] s, boolean amsgrad) {
        s[0] = 0.9 * s[0] + 0.1 * g;
        s[1] = 0.999 * s[1] + 0.001 * g * g;
        s[2] = Math.max(s[2], s[1]);
        double v = amsgrad ? s[2] : s[1];
        double m = s[0] / (1 - Math.pow(0.9, t));
        return w - 0.01 * m / (Math.sqrt(v) / Math.sqrt(1 - Math.pow(0.999, t)) + 1e-8);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rules")
    void followsTheFormula(String name, Map<String, Object> settings, ByHand byHand) {
        var random = new Random(3);
        var run = new Run(Optimisers.create(name, settings), 0.7);
        double expected = 0.7;
        double[] state = new double[3];
        for (int t = 1; t <= STEPS; t++) {
            double g = random.nextGaussian();
            expected = byHand.next(t, expected, g, state);
            run.step(t, g);
            assertThat(run.weight()).as("t = " + t).isCloseTo(expected, within(1e-14));
        }
        for (int i = 0; i < run.values.size() - 1; i++) {
            assertThat(run.values.get(i + 1)).isCloseTo(state[i], within(1e-14));
        }
    }

    /** A weight and its slots under an optimiser. */
    private static final class Run {
        private final List<Node> next;
        private final List<Double> values = new ArrayList<>();

        Run(Optimiser optimiser, double weight) {
            List<Node> slots = optimiser.slots().stream()
                    .map(s -> leaf("slot" + optimiser.slots().indexOf(s)))
                    .toList();
            next = optimiser.update(leaf("w"), leaf("g"), slots, Givens.step());
            values.add(weight);
            slots.forEach(slot -> values.add(0.0));
        }

        private static Node leaf(String name) {
            return Node.of(new Input(name, TensorType.SCALAR), Origin.NONE, List.of());
        }

        void step(int t, double gradient) {
            var stored = new LinkedHashMap<String, Tensor>();
            stored.put("w", Tensor.scalar(values.get(0)));
            stored.put("g", Tensor.scalar(gradient));
            for (int i = 1; i < values.size(); i++) {
                stored.put("slot" + (i - 1), Tensor.scalar(values.get(i)));
            }
            var results = Interpreter.evaluate(next, new Evaluation(Map.of(), stored, true, 1, t));
            for (int i = 0; i < values.size(); i++) {
                values.set(i, results.get(i).data()[0]);
            }
        }

        double weight() {
            return values.get(0);
        }
    }

    @Test
    void momentumIsTheGradientItselfAtFirst() {
        for (double dampening : new double[] {0, 0.3}) {
            var run = new Run(new Sgd(Schedule.constant(0.1), 0.9, dampening, false, 0), 0);
            run.step(1, 0.1234567890123);
            assertThat(run.values.get(1)).isEqualTo(0.1234567890123);
        }
    }

    static Stream<Arguments> rulesThatRemember() {
        return Stream.of(
                Arguments.of("sgd", Map.of("momentum", 0.9)),
                Arguments.of("adam", Map.of()),
                Arguments.of("adamw", Map.of()),
                Arguments.of("rmsprop", Map.of("momentum", 0.5)));
    }

    /** Rounded to nearest, the smallest subnormal number times 0.9 is itself. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("rulesThatRemember")
    void forgetsWhatIsTooSmallToBeNormal(String name, Map<String, Object> settings) {
        var run = new Run(Optimisers.create(name, settings), 0.7);
        for (int i = 1; i < run.values.size(); i++) {
            run.values.set(i, (double) Float.MIN_NORMAL);
        }
        run.step(1, 0);
        assertThat(run.values.subList(1, run.values.size())).containsOnly(0.0);
    }

    @Test
    void keepsTheSquaresWithoutWhichAStepIsNotFinite() {
        for (Optimiser optimiser : List.of(
                Optimisers.create("adam", Map.of("eps", 0.0)),
                Optimisers.create("rmsprop", Map.of("eps", 0.0)),
                Optimisers.create("rmsprop", Map.of("centered", true)))) {
            var run = new Run(optimiser, 0.7);
            run.step(1, 1e-20);
            assertThat(run.weight()).as(optimiser.toString()).isFinite();
        }
    }

    @Test
    void keepsWhatIsNormal() {
        var run = new Run(new Sgd(Schedule.constant(0.1), 0.5, 0, false, 0), 0);
        run.values.set(1, -4.0 * Float.MIN_NORMAL);
        run.step(1, 0);
        assertThat(run.values.get(1)).isEqualTo(-2.0 * Float.MIN_NORMAL);
    }

    @Test
    void oneSettingCanBeChanged() {
        Optimiser adamw = Optimisers.create("adamw", Map.of("lr", 0.5));
        Optimiser other = Optimisers.with(adamw, "weight_decay", 0);
        assertThat(other).isEqualTo(new AdamW(Schedule.constant(0.5), 0.9, 0.999, 1e-8, false, 0));
    }

    @ParameterizedTest
    @MethodSource("names")
    void settingsMakeTheSameOptimiserAgain(String name) {
        Optimiser optimiser = Optimisers.create(name, Map.of());
        assertThat(Optimisers.create(name, optimiser.settings())).isEqualTo(optimiser);
        assertThat(optimiser.name()).isEqualTo(name);
    }

    static List<String> names() {
        return Optimisers.NAMES;
    }

    @Test
    void printsAsTheLanguageWritesIt() {
        var cosine = new Schedule.Cosine(3e-4, 100, 5000);
        assertThat(new Sgd(cosine, 0.9, 0, true, 0))
                .hasToString("sgd(lr = cosine(peak = 3.0e-4, warmup = 100, steps = 5000), momentum = 0.9, "
                        + "dampening = 0, nesterov = true, weight_decay = 0)");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(
                        "adm",
                        Map.of(),
                        "no optimiser is named adm; did you mean adam? there are sgd, adam, adamw, rmsprop, adagrad, adadelta, lion"),
                Arguments.of(
                        "adam",
                        Map.of("learning", 1),
                        "no setting of adam is named learning; there are lr, beta1, beta2, eps, amsgrad, weight_decay"),
                Arguments.of(
                        "adam",
                        Map.of("beta", 1),
                        "no setting of adam is named beta; did you mean beta1? there are lr, beta1, beta2, eps, amsgrad, weight_decay"),
                Arguments.of("adam", Map.of("beta1", 1.5), "beta1 must be at least 0 and below 1, not 1.5"),
                Arguments.of("adam", Map.of("amsgrad", 1), "adam: amsgrad must be true or false, not 1"),
                Arguments.of("sgd", Map.of("lr", -1), "lr must be not negative, not -1"),
                Arguments.of("sgd", Map.of("lr", "fast"), "sgd: lr must be a number, not fast"),
                Arguments.of(
                        "sgd",
                        Map.of("nesterov", true),
                        "nesterov must be false without momentum or with dampening, not true"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("mistakes")
    void refusesMistakesWithAReason(String name, Map<String, Object> settings, String message) {
        assertThatThrownBy(() -> Optimisers.create(name, settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
