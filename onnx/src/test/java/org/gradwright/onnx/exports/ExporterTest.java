// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.onnx.OtherRuntime;
import org.gradwright.onnx.RandomValues;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxReader;
import org.gradwright.onnx.format.OnnxWriter;
import org.gradwright.onnx.imports.ImportOptions;
import org.gradwright.onnx.imports.Imported;
import org.gradwright.onnx.imports.Importer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is exported means the same to ONNX Runtime, and when it is imported again. */
class ExporterTest {
    private static final Map<String, Integer> SIZES = Map.of("n", 3, "time", 5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h = dense(x, 7, activation = tanh)\noutput p = softmax(h)\n",
                "output y = layer_norm(gelu(x))\n",
                "output y = batch_norm(x)\noutput z = dropout(x, rate = 0.3)\n",
                "output y = conv2d(image, 6, kernel = 3, stride = 2, padding = [[1, 0], [0, 1]], groups = 2)\n",
                "output y = conv_transpose2d(image, 3, kernel = 3, stride = 2, padding = 1, output_padding = 1)\n",
                "output y = max_pool(image, 2)\noutput z = avg_pool(image, 3, stride = 2, padding = 1, count_padding = false)\n",
                "output y = embedding(c, 9, 4)\noutput z = one_hot(c, 9)\n",
                "output y = attention(sequence, heads = 2, causal = true)\n",
                "output y = cross_entropy(x, c)\noutput z = argmax(x)\n",
                "output y = x[:, 1..<4] - x[:, -1][:, new]\noutput z = flip(x, 1)\n",
                "output y = where(x > 0.1, expm1(x), log1p(x^2))\noutput z = x % 0.7\noutput b = x != 0.5\n",
                "output y = concat([x, roll(x, 2, 1)], axis = 1)\noutput z = reshape(sequence, [n * time, 6])\n",
                "output y = c / 2 + c % 3\noutput z = real(size(x, 0)) * x\n",
                "output y = norm(x, axis = 1)\noutput z = logsumexp(x, axis = -1)\noutput v = prod(x, axis = 1)\n",
                "output y = lstm(sequence, 4)\noutput z = gru(sequence, 3)\noutput v = rnn(sequence, 5)\n",
                "scan s in steps(sequence, reverse = true) with h = zeros([n, 6]) {\n  next h = tanh(s + h)\n  emit all = h * s\n}\n"
                        + "output y = all\noutput z = h\n",
                "scan s in steps(sequence) with h = zeros([n]) {\n  scan u in steps(s) with g = h {\n    next g = g + sin(u)\n  }\n  next h = g\n}\n"
                        + "output y = h\n",
                "output y = grad(sum(sin(x)^2), x)\noutput z = cumsum(x, axis = 1)\n"
            })
    void outputsStayTheSame(String lines) throws Exception {
        Graph graph = graph(lines);
        Map<String, Tensor> stored = new RandomValues(SIZES, 8, 0.5f).of(graph);
        OnnxModel model = OnnxReader.model(OnnxWriter.bytes(Exporter.model(graph, stored::get)));
        var names = new ArrayList<>(graph.outputs().keySet());
        List<Tensor> expected = evaluated(new ArrayList<>(graph.outputs().values()), stored);
        Map<String, Tensor> other = OtherRuntime.run(model, stored);
        List<Tensor> again = imported(model, stored);
        for (int i = 0; i < names.size(); i++) {
            same(other.get(names.get(i)), expected.get(i), 1e-4);
            same(again.get(i), expected.get(i), 1e-6);
        }
    }

    @Test
    void aModelWithoutOutputIsRefused() {
        assertThatThrownBy(() -> Exporter.model(graph(""), name -> null))
                .isInstanceOf(OnnxException.class)
                .hasMessageContaining("no output");
    }

    private static Graph graph(String lines) {
        String head = "gradwright 1\ngraph Small\ninput x : real[n, 8]\ninput c : i32[n]\n"
                + "input image : real[n, 4, 6, 6]\ninput sequence : real[n, time, 6]\n";
        return Language.parse("small.graph", head + lines, Options.NONE).graph();
    }

    private static List<Tensor> evaluated(List<Node> nodes, Map<String, Tensor> stored) {
        return Interpreter.evaluate(nodes, new Evaluation(SIZES, stored, false, 1, 1));
    }

    private static List<Tensor> imported(OnnxModel model, Map<String, Tensor> values) {
        Imported imported = Importer.run(model, ImportOptions.NONE.withInputs(values));
        var stored = new HashMap<>(imported.tables());
        imported.inputs().forEach(name -> stored.put(imported.names().get(name), values.get(name)));
        Map<String, Node> outputs = imported.model().build().outputs();
        return evaluated(
                imported.outputs().stream().map(o -> outputs.get(o.path())).toList(), stored);
    }

    private static void same(Tensor got, Tensor expected, double tolerance) {
        assertThat(got.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.data().length; i++) {
            double want = expected.data()[i];
            assertThat(got.data()[i]).isCloseTo(want, within(tolerance * (1 + Math.abs(want))));
        }
    }
}
