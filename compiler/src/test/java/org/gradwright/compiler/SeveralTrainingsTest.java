// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.random.SourceBatch;
import org.gradwright.compiler.text.GraphPrinter;
import org.gradwright.compiler.text.GraphText;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.Snapshot;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Models with several {@code train} lines: each is a step of its own, with its own loss, optimiser state and count. */
class SeveralTrainingsTest {
    private static final String NETWORK = """
            input x : real[batch, 3]
            h = dense(x, 20, activation = tanh)
            y = dense(h, 2)
            below = mean(y^2)
            above = mean(abs(y - x[:, ..<2]))
            metric size = mean(abs(h))
            """;

    private static final String FIRST =
            "below with adam(lr = linear(0.1, to = 0.01, steps = 5)) over h.** {\n  clip_norm(0.05)\n  average(0.5)\n}\n";
    private static final String SECOND = "above with sgd(lr = 0.1, momentum = 0.9) over y.** {\n  accumulate(2)\n}\n";

    private static Graph graph(String text) {
        return Language.parse("m.graph", "graph Model\n" + text, Options.NONE).graph();
    }

    private static LoadedStep load(String text, Precision precision) {
        return Compiler.compile(graph(text).withPrecision(precision), CompileOptions.DEFAULT)
                .load();
    }

    private static Object x(Random random) {
        return random.doubles(3 * 7).toArray();
    }

    private static void copy(TrainingStep from, TrainingStep to) {
        from.parameters().forEach(p -> to.parameter(p.path()).set(p.doubles()));
    }

    @ParameterizedTest
    @EnumSource
    void linesOverDisjointParametersAreTwoModelsThatShareTheirValues(Precision precision) {
        var random = new Random(1);
        try (var both = load(NETWORK + "train first : " + FIRST + "train second : " + SECOND, precision)
                        .create(3);
                var first = load(NETWORK + "train " + FIRST, precision).create(3);
                var second = load(NETWORK + "train " + SECOND, precision).create(3)) {
            for (int i = 0; i < 9; i++) {
                Object x = x(random);
                boolean firstOnly = i % 3 == 2;
                assertThat(both.stepOf("first", x)).isEqualTo(first.stepWith(x));
                copy(first, second);
                if (!firstOnly) {
                    assertThat(both.stepOf("second", x)).isEqualTo(second.stepWith(x));
                    copy(second, first);
                }
                assertThat(both.metric("size")).isEqualTo((firstOnly ? first : second).metric("size"));
            }
            assertThat(values(both.parameters())).isEqualTo(values(first.parameters()));
            assertThat(both.parameter("h.W#first.average").doubles())
                    .isEqualTo(first.parameter("h.W#average").doubles());
            assertThat(List.of(both.steps(), both.steps("first"), both.steps("second")))
                    .containsExactly(15L, 9L, 6L);
        }
    }

    /** A hash of the bits of each variable: a difference then is a short message. */
    private static Map<String, Integer> values(List<Parameter> parameters) {
        return parameters.stream().collect(Collectors.toMap(Parameter::path, p -> Arrays.hashCode(p.doubles())));
    }

    @Test
    void aStepOfTheModelIsOneOfEachLineInOrder() {
        var random = new Random(2);
        LoadedStep loaded = load(NETWORK + "train first : " + FIRST + "train second : " + SECOND, Precision.F32);
        try (var all = loaded.create(5);
                var each = loaded.create(5)) {
            for (int i = 0; i < 4; i++) {
                Object x = x(random);
                double loss = all.stepWith(x);
                assertThat(each.stepOf("first", x)).isEqualTo(loss);
                each.stepOf("second", x);
            }
            assertThat(values(all.variables())).isEqualTo(values(each.variables()));
            assertThat(all.metrics()).isEqualTo(each.metrics()).containsOnlyKeys("below", "above", "size");
            Object x = x(random);
            assertThat(all.evaluateWith(x)).isEqualTo(all.metric("below"));
            assertThatThrownBy(() -> all.stepOf("secnd", x))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no train line is called secnd: did you mean second?");
        }
    }

    @Test
    void aParameterOfTwoLinesHasSlotsOfBoth() {
        String text = "input x : real[batch, 3]\ny = dense(x, 1)\n"
                + "train up : mean(y) with sgd(lr = 0.5, momentum = 0.5)\n"
                + "train down : -2 * mean(y) with sgd(lr = 0.5, momentum = 0.5) {\n  freeze y.W\n}\n";
        try (var model = load(text, Precision.F64).create(1)) {
            Object x = x(new Random(1));
            model.stepWith(x);
            assertThat(model.parameter("y.b").get(0)).isEqualTo(-0.5 + 1);
            model.stepOf("up", x);
            assertThat(model.parameter("y.b").get(0)).isEqualTo(0.5 - 0.75);
            assertThat(model.parameter("y.b#down.m").get(0)).isEqualTo(-2);
            assertThat(model.metrics()).containsOnlyKeys("up", "down");
            assertThatThrownBy(() -> model.parameter("y.W#down.m")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void noTwoStepsDrawTheSame() {
        String text = """
                input x : real[batch, 3]
                y = dense(x, 1)
                metric drawn = mean(random_uniform([8]))
                train up : mean(y) with sgd
                train down : mean(y^2) with sgd
                """;
        try (var model = load(text, Precision.F64).create(1)) {
            Object x = x(new Random(1));
            var drawn = new ArrayList<Double>();
            for (String label : List.of("up", "down", "up", "up", "down")) {
                model.stepOf(label, x);
                drawn.add(model.metric("drawn"));
            }
            assertThat(drawn).doesNotHaveDuplicates();
        }
    }

    @Test
    void aStepMovesTheStatesThatItsLossReads() {
        String text = """
                input x : real[batch, 3]
                state calls : real = 0
                next calls = calls + 1
                state mine : real = 0
                next mine = mine + 1
                state below : real = 0
                next below = below + 1
                state shared : real = 0
                next shared = shared + below
                y = dense(x, 4)
                z = batch_norm(y)
                train up : mean(z) + mine * 0 with sgd
                train down : mean(y^2) + shared * 0 with sgd
                """;
        try (var model = load(text, Precision.F64).create(1)) {
            Object x = x(new Random(1));
            double[] untouched = model.parameter("z.running_mean").doubles();
            for (String label : List.of("down", "down", "down")) {
                model.stepOf(label, x);
            }
            assertThat(model.parameter("z.running_mean").doubles()).isEqualTo(untouched);
            assertThat(states(model)).isEqualTo(Map.of("calls", 3.0, "mine", 0.0, "below", 3.0, "shared", 3.0));
            model.stepOf("up", x);
            assertThat(model.parameter("z.running_mean").doubles()).isNotEqualTo(untouched);
            assertThat(states(model)).isEqualTo(Map.of("calls", 4.0, "mine", 1.0, "below", 3.0, "shared", 3.0));
        }
    }

    @Test
    void aLoopReadsTheStatesOfItsBody() {
        String text = """
                input x : real[batch, 3]
                state mine : real = 1
                next mine = mine + 1
                y = dense(x, 4)
                scan c in steps(y, axis = 1) with h = zeros([batch]) {
                  next h = tanh(h + mine * c)
                }
                train up : mean(h^2) with sgd
                train down : mean(y^2) with sgd
                """;
        try (var model = load(text, Precision.F64).create(1)) {
            Object x = x(new Random(1));
            model.stepOf("down", x);
            assertThat(model.parameter("mine").get(0)).isEqualTo(1);
            model.stepOf("up", x);
            assertThat(model.parameter("mine").get(0)).isEqualTo(2);
        }
    }

    private static Map<String, Double> states(TrainingStep model) {
        return List.of("calls", "mine", "below", "shared").stream()
                .collect(Collectors.toMap(s -> s, s -> model.parameter(s).get(0)));
    }

    @Test
    void whatWasSavedGoesOnWithTheSameBits(@TempDir Path folder) {
        LoadedStep loaded = load(NETWORK + "train first : " + FIRST + "train second : " + SECOND, Precision.F32);
        var random = new Random(3);
        Path file = folder.resolve("state.safetensors");
        try (var model = loaded.create(7);
                var other = loaded.create(8);
                var third = loaded.create(9)) {
            model.stepOf("first", x(random));
            model.stepOf("first", x(random));
            model.stepOf("second", x(random));
            model.save(file);
            Snapshot snapshot = model.snapshot();
            other.restore(file);
            third.restore(snapshot);
            assertThat(List.of(other.steps(), other.steps("first"), other.steps("second")))
                    .containsExactly(3L, 2L, 1L);
            Object x = x(random);
            for (var each : List.of(model, other, third)) {
                each.stepWith(x);
                each.stepWith(x);
            }
            assertThat(values(other.variables())).isEqualTo(values(model.variables()));
            assertThat(values(third.variables())).isEqualTo(values(model.variables()));
            other.restoreParameters(file);
            assertThat(List.of(other.steps(), other.steps("first"))).containsExactly(0L, 0L);
        }
    }

    @Test
    void labelsBecomeMethods() throws ReflectiveOperationException {
        String one = "train critic_step : below with sgd over h.**\n";
        LoadedStep loaded = load(NETWORK + one + "train class : above with sgd over y.**\n", Precision.F32);
        try (var model = loaded.create(1)) {
            var x = new float[] {1, 2, 3};
            Object loss =
                    model.getClass().getMethod("criticStep", float[].class).invoke(model, x);
            assertThat(((Float) loss).doubleValue()).isEqualTo(model.metric("below"));
            assertThat(model.getClass().getMethod("class_", float[].class)).isNotNull();
        }
        assertThatThrownBy(() -> load(NETWORK + one + "train criticStep : above with sgd\n", Precision.F32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "`critic_step` and `criticStep` both become the Java method criticStep(): rename one of them");
        assertThatThrownBy(() -> load(NETWORK + one + "train evaluate : above with sgd\n", Precision.F32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("`evaluate` and `evaluate` both become the Java method evaluate(): rename one of them");
        assertThatThrownBy(() -> load(NETWORK + one + "train size : mean(h) with sgd\n", Precision.F32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "`size` is both a label of training, whose loss has no name, and another loss or metric");
    }

    @Test
    void theTextOfAGraphReadsBack() {
        Graph graph = graph(NETWORK + "train first : " + FIRST + "train second : " + SECOND);
        String text = GraphPrinter.print(graph);
        assertThat(GraphPrinter.print(GraphText.parse(text))).isEqualTo(text);
        assertThat(text).contains("train first = ", "train second = ", "  accumulate 2\n");
    }

    @ParameterizedTest
    @CsvSource({"gan, 12", "lines, 30"})
    void sourceAndThreadsComputeTheSameBits(String network, int batch)
            throws IOException, ReflectiveOperationException {
        Graph graph = network.equals("gan")
                ? Networks.graph(network)
                : graph(NETWORK + "train first : " + FIRST + "train second : " + SECOND);
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT.withPackage("made"));
        String name = "made." + graph.name();
        ClassLoader loader = SourceBatch.compile(Map.of(name, compilation.source()));
        System.setProperty("gradwright.divide", "always");
        try (TrainingStep model = compilation.load().create(1);
                TrainingStep team = compilation.load().create(1);
                TrainingStep source = LoadedStep.of(loader.loadClass(name)).create(1)) {
            team.threads(3);
            var random = new Random(1);
            for (int i = 0; i < 3; i++) {
                Object[] inputs = Networks.inputs(graph, batch, random);
                double loss = model.stepWith(inputs);
                assertThat(loss).isFinite();
                assertThat(team.stepWith(inputs)).isEqualTo(loss);
                assertThat(source.stepWith(inputs)).isEqualTo(loss);
            }
            assertThat(values(team.variables())).isEqualTo(values(model.variables()));
            assertThat(values(source.variables())).isEqualTo(values(model.variables()));
        } finally {
            System.clearProperty("gradwright.divide");
        }
    }
}
