// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.build.FunctionCall;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.build.Train;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.op.Ops;

/** Trains by the generated class's own step and reports losses and parameters. */
final class TrainingRun {
    private static final String NORM = "gradient_norm";

    private final Question question;
    private final Engine engine;
    private final ObjectNode report = JsonNodeFactory.instance.objectNode();

    TrainingRun(Question question, Engine engine) {
        this.question = question;
        this.engine = engine;
    }

    ObjectNode run(JsonNode request) {
        List<String> trained = Question.names(request.path("wrt"));
        boolean clips = request.hasNonNull("clip_global_norm");
        Engine.Model model = engine.start(trainedGraph(request, trained));
        question.parameters().forEach(leaf -> model.parameter(leaf.path(), question.value(leaf.name())));
        var reportAfter = new ArrayList<Integer>();
        request.path("report_after").forEach(step -> reportAfter.add(step.intValue()));
        ArrayNode losses = report.putArray("losses");
        ArrayNode norms = clips ? report.putArray("gradient_norms") : null;
        ObjectNode after = report.putObject("parameters_after");
        for (int step = 1; step <= request.path("steps").intValue(); step++) {
            losses.add(TensorJson.number(model.step(batch(request.path("batches"), step))));
            if (clips) {
                norms.add(TensorJson.number(model.metric(NORM)));
            }
            if (reportAfter.contains(step)) {
                parameters(after.putObject(Integer.toString(step)), model, trained);
            }
        }
        parameters(report.putObject("final_parameters"), model, trained);
        return report;
    }

    private static void parameters(ObjectNode json, Engine.Model model, List<String> names) {
        Answer.put(
                json,
                names,
                names.stream().map(Name::spelling).map(model::parameter).toList());
    }

    private Map<String, Tensor> batch(JsonNode batches, int step) {
        Map<String, Tensor> inputs = Answer.inputs(question);
        batches.properties()
                .forEach(e -> inputs.put(
                        Name.spelling(e.getKey()), TensorJson.read(e.getValue().get(step - 1), e.getKey())));
        return inputs;
    }

    private Graph trainedGraph(JsonNode request, List<String> trained) {
        RefGraph graph = RefGraph.of(question);
        Term loss = graph.term(request.path("of").asText());
        JsonNode clip = request.path("clip_global_norm");
        if (clip.isObject()) {
            Node norm = norm(Gradients.of(graph.network().node(loss), graph.values(trained)));
            graph.network().metric(graph.network().let(NORM, norm));
        }
        String[] patterns = trained.stream().map(Name::spelling).toArray(String[]::new);
        Train train = graph.network()
                .train(loss, optimiser(request.path("optimizer")))
                .over(patterns);
        if (clip.isObject()) {
            train.clipNorm(clip.path("max_norm").doubleValue(), clip.path("eps").doubleValue());
        }
        return graph.network().build();
    }

    private static Node norm(List<Node> gradients) {
        Ops g = Ops.at(Origin.NONE);
        return g.sqrt(gradients.stream()
                .map(gradient -> g.sum(g.square(gradient), Ops.axes(gradient), false))
                .reduce(g.constant(0), g::add));
    }

    static Term optimiser(JsonNode json) {
        FunctionCall call = Terms.call(json.path("name").asText());
        for (Map.Entry<String, JsonNode> setting : json.properties()) {
            JsonNode value = setting.getValue();
            if (value.isBoolean()) {
                call = call.with(setting.getKey(), value.booleanValue());
            } else if (value.isNumber()) {
                call = call.with(setting.getKey(), value.doubleValue());
            }
        }
        return call;
    }
}
