// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.OnnxReader;
import org.gradwright.onnx.imports.ImportOptions;
import org.gradwright.onnx.imports.Imported;
import org.gradwright.onnx.imports.Importer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks that were imported have the gradients, and take the training steps, of the cases that they were made of. */
class OnnxTrainingTest {
    private static final CompiledEngine ENGINE = CompiledEngine.bytecode(Precision.F64);

    static Stream<ReferenceCase> cases() {
        return ReferenceCase.all("/cases").stream()
                .filter(c -> OnnxTrainingTest.class.getResource("/onnx-train/" + c + ".onnx") != null);
    }

    static Stream<ReferenceCase> trainings() {
        return cases().filter(c -> c.question().request().has("train"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients(ReferenceCase reference) throws Exception {
        Question question = reference.question();
        JsonNode request = question.request().path("gradients");
        Imported network = imported(reference);
        List<String> by = Question.names(request.path("wrt"));
        by = by.stream().filter(network.names()::containsKey).toList();
        List<String> results = new ArrayList<>();
        if (request.isObject()) {
            List<Node> nodes = by.stream().map(name -> node(network, name)).toList();
            for (Node gradient : Gradients.of(node(network, request.path("of").asText()), nodes)) {
                Term term = network.model().let("gradient_" + results.size(), gradient);
                network.model().output(term);
                results.add(term.toString());
            }
        }
        Map<String, Tensor> values = started(network, network.model().build()).predict(inputs(network, question));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        network.outputs().stream()
                .filter(output -> question.outputs().contains(output.name()))
                .forEach(output ->
                        answer.withObject("/outputs").set(output.name(), TensorJson.write(values.get(output.path()))));
        for (int i = 0; i < by.size(); i++) {
            answer.withObject("/gradients").set(by.get(i), TensorJson.write(values.get(results.get(i))));
        }
        assertThat(only(reference, answer).faults(answer, reference.tolerance()))
                .isEmpty();
        assertThat(by).hasSameSizeAs(Question.names(request.path("wrt")));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void training(ReferenceCase reference) throws Exception {
        Question question = reference.question();
        JsonNode request = question.request().path("train");
        Imported network = imported(reference);
        String of = network.names().get(request.path("of").asText());
        network.model().train(network.model().name(of), TrainingRun.optimiser(request.path("optimizer")));
        Engine.Model model = started(network, network.model().build());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode losses = answer.withObject("/train").putArray("losses");
        for (int step = 0; step < request.path("steps").intValue(); step++) {
            Map<String, Tensor> inputs = inputs(network, question);
            for (Map.Entry<String, JsonNode> batch : request.path("batches").properties()) {
                inputs.put(
                        network.names().get(batch.getKey()),
                        TensorJson.read(batch.getValue().get(step), batch.getKey()));
            }
            losses.add(model.step(inputs));
        }
        for (String name : Question.names(request.path("wrt"))) {
            answer.withObject("/train/final_parameters")
                    .set(name, TensorJson.write(model.parameter(network.names().get(name))));
        }
        assertThat(only(reference, answer).faults(answer, reference.tolerance()))
                .isEmpty();
    }

    private static Imported imported(ReferenceCase reference) throws IOException, java.net.URISyntaxException {
        var file = OnnxTrainingTest.class.getResource("/onnx-train/" + reference + ".onnx");
        Set<String> parameters = new LinkedHashSet<>();
        reference.question().parameters().forEach(leaf -> parameters.add(leaf.name()));
        var model = OnnxReader.model(Files.readAllBytes(Path.of(file.toURI())));
        return Importer.run(model, ImportOptions.NONE.withParameters(parameters));
    }

    private static Node node(Imported network, String name) {
        return network.model().node(network.model().name(network.names().get(name)));
    }

    private static Engine.Model started(Imported network, Graph graph) {
        Engine.Model model = ENGINE.start(graph);
        network.tables().forEach(model::parameter);
        return model;
    }

    private static Map<String, Tensor> inputs(Imported network, Question question) {
        var inputs = new HashMap<String, Tensor>();
        network.inputs().forEach(name -> inputs.put(network.names().get(name), question.value(name)));
        return inputs;
    }

    /** The case with only that expected which an answer has. */
    private static ReferenceCase only(ReferenceCase reference, ObjectNode answer) {
        ObjectNode json = reference.json().deepCopy();
        json.set("expected", common(json.get("expected"), answer));
        return new ReferenceCase(json);
    }

    private static JsonNode common(JsonNode expected, JsonNode answer) {
        if (!expected.isObject() || expected.has("data")) {
            return expected;
        }
        ObjectNode common = JsonNodeFactory.instance.objectNode();
        answer.properties().forEach(e -> common.set(e.getKey(), common(expected.get(e.getKey()), e.getValue())));
        return common;
    }
}
