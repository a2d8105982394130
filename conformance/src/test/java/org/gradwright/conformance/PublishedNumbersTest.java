// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;

/** Gradients, updates and steps that other people printed, to the digits that they printed. */
class PublishedNumbersTest {
    /** Numbers below 1 have so many digits behind the point. */
    private static final double PRINTED = 0.51e-8;

    private static JsonNode table(String name) throws IOException {
        try (InputStream in = PublishedNumbersTest.class.getResourceAsStream("/published-tables.json")) {
            for (JsonNode table : new ObjectMapper().readTree(in)) {
                if (table.get("name").asText().equals(name)) {
                    return table;
                }
            }
        }
        throw new IllegalArgumentException("no table " + name);
    }

    private static double[] numbers(JsonNode json) {
        if (json.has("linspace")) {
            return evenly(json);
        }
        return json.isNumber()
                ? new double[] {json.doubleValue()}
                : stream(json).flatMapToDouble(e -> DoubleStream.of(numbers(e))).toArray();
    }

    private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements.stream();
    }

    private static double[] evenly(JsonNode json) {
        double from = json.at("/linspace/0").doubleValue();
        double to = json.at("/linspace/1").doubleValue();
        int count = (int) stream(json.get("shape")).mapToInt(JsonNode::intValue).reduce(1, (a, b) -> a * b);
        double[] values = new double[count];
        Arrays.setAll(values, i -> from + (to - from) * i / (count - 1));
        return values;
    }

    private static TrainingStep model(String text) {
        var graph = Language.parse("published.graph", "precision f64\n" + text, Options.NONE)
                .graph();
        return Compiler.compile(graph, CompileOptions.DEFAULT).load().create(1);
    }

    private static void assertPrinted(double[] actual, JsonNode expected) {
        double[] printed = numbers(expected);
        assertThat(actual).hasSameSizeAs(printed);
        for (int i = 0; i < printed.length; i++) {
            assertThat(actual[i]).isCloseTo(printed[i], within(PRINTED));
        }
    }

    private static double[] scaled(double[] values, double factor) {
        return Arrays.stream(values).map(v -> v * factor).toArray();
    }

    @Test
    void aWorkedExampleOfBackpropagation() throws IOException {
        JsonNode table = table("mazur_2_2_2");
        try (TrainingStep model = model("""
                input x, target : real[2]
                param W1, W2 : real[2, 2] = zeros
                h = sigmoid(W1 @ x + 0.35)
                o = sigmoid(W2 @ h + 0.6)
                error = 0.5 * sum((target - o)^2)
                output slope1 = grad(error, W1)[0, 0]
                output slope2 = grad(error, W2)[0, 0]
                train error with sgd(lr = 0.5)
                """)) {
            model.parameter("W1").set(numbers(table.get("W1")));
            model.parameter("W2").set(numbers(table.get("W2")));
            double[] x = numbers(table.get("x"));
            double[] target = numbers(table.get("target"));
            JsonNode printed = table.get("published");
            Object[] slopes = model.predictWith(x, target);
            assertPrinted((double[]) slopes[0], printed.get("dE_dw1"));
            assertPrinted((double[]) slopes[1], printed.get("dE_dw5"));
            assertPrinted(new double[] {model.stepWith(x, target)}, printed.get("E"));
            assertPrinted(model.parameter("W1").doubles(), printed.get("W1_after"));
            assertPrinted(model.parameter("W2").doubles(), printed.get("W2_after"));
            assertPrinted(new double[] {model.evaluateWith(x, target)}, printed.get("E_after_one_step"));
        }
    }

    /** A weight whose gradient is an input. */
    private static TrainingStep weight(String optimiser) {
        return model("input dw : real[4, 5]\nparam w : real[4, 5] = zeros\nloss = sum(w * dw)\ntrain loss with "
                + optimiser);
    }

    private static Parameter slot(TrainingStep model, int number) {
        List<Parameter> slots =
                model.variables().stream().filter(v -> !v.path().equals("w")).collect(Collectors.toList());
        return slots.get(number);
    }

    /** There v is what is added to the weight, here the momentum of the gradient: v = -rate m. */
    @Test
    void momentum() throws IOException {
        JsonNode table = table("cs231n_sgd_momentum");
        double rate = table.get("rate").doubleValue();
        try (TrainingStep model = weight("sgd(lr = 1e-3, momentum = 0.9)")) {
            model.stepWith(new double[20]);
            model.parameter("w").set(numbers(table.get("w")));
            slot(model, 0).set(scaled(numbers(table.get("v")), -1 / rate));
            model.stepWith(numbers(table.get("dw")));
            assertPrinted(model.parameter("w").doubles(), table.at("/published/w_after"));
            assertPrinted(scaled(slot(model, 0).doubles(), -rate), table.at("/published/v_after"));
        }
    }

    @Test
    void rmsprop() throws IOException {
        JsonNode table = table("cs231n_rmsprop");
        try (TrainingStep model = weight("rmsprop(lr = 1e-2, alpha = 0.99, eps = 1e-8)")) {
            model.parameter("w").set(numbers(table.get("w")));
            slot(model, 0).set(numbers(table.get("c")));
            model.stepWith(numbers(table.get("dw")));
            assertPrinted(model.parameter("w").doubles(), table.at("/published/w_after"));
            assertPrinted(slot(model, 0).doubles(), table.at("/published/c_after"));
        }
    }

    @Test
    void adam() throws IOException {
        JsonNode table = table("cs231n_adam");
        try (TrainingStep model = weight("adam(lr = 1e-2)")) {
            for (int t = 1; t < table.get("t").intValue(); t++) {
                model.stepWith(new double[20]);
            }
            model.parameter("w").set(numbers(table.get("w")));
            slot(model, 0).set(numbers(table.get("m")));
            slot(model, 1).set(numbers(table.get("v")));
            model.stepWith(numbers(table.get("dw")));
            assertPrinted(model.parameter("w").doubles(), table.at("/published/w_after"));
            assertPrinted(slot(model, 0).doubles(), table.at("/published/m_after"));
            assertPrinted(slot(model, 1).doubles(), table.at("/published/v_after"));
        }
    }

    @Test
    void aStepOfARecurrentNetwork() throws IOException {
        JsonNode table = table("cs231n_rnn_step");
        try (TrainingStep model = model("""
                input x : real[3, 10]
                input h0 : real[3, 4]
                input Wx : real[10, 4]
                input Wh : real[4, 4]
                input b : real[4]
                output h = tanh(x @ Wx + h0 @ Wh + b)
                """)) {
            Object[] h = model.predictWith(inputs(table, "x", "h0", "Wx", "Wh", "b"));
            assertPrinted((double[]) h[0], table.at("/published/h"));
        }
    }

    @Test
    void aStepOfAnLstm() throws IOException {
        JsonNode table = table("cs231n_lstm_step");
        try (TrainingStep model = model("""
                input x : real[3, 4]
                input h0, c0 : real[3, 5]
                input Wx : real[4, 20]
                input Wh : real[5, 20]
                input b : real[20]
                i, f, o, g = split(x @ Wx + h0 @ Wh + b, 4, axis = -1)
                output c = sigmoid(f) * c0 + sigmoid(i) * tanh(g)
                output h = sigmoid(o) * tanh(c)
                """)) {
            Object[] results = model.predictWith(inputs(table, "x", "h0", "c0", "Wx", "Wh", "b"));
            assertPrinted((double[]) results[0], table.at("/published/c"));
            assertPrinted((double[]) results[1], table.at("/published/h"));
        }
    }

    private static Object[] inputs(JsonNode table, String... names) {
        return Arrays.stream(names).map(name -> numbers(table.get(name))).toArray();
    }
}
