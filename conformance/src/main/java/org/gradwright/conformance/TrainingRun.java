// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.train.Optimisers;

/** Trains by the generated class's own step and reports losses and parameters. */
final class TrainingRun {
    private static final String NORM = "gradient_norm";

    private final Question question;
    private final RefGraph graph;
    private final Engine engine;
    private final ObjectNode report = JsonNodeFactory.instance.objectNode();

    TrainingRun(Question question, RefGraph graph, Engine engine) {
        this.question = question;
        this.graph = graph;
        this.engine = engine;
    }

    ObjectNode run(JsonNode request) {
        List<String> trained = Question.names(request.path("wrt"));
        boolean clips = request.hasNonNull("clip_global_norm");
        Engine.Model model = engine.start(trainedGraph(request, trained));
        question.parameters().forEach(leaf -> model.parameter(leaf.name(), question.value(leaf.name())));
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
        Answer.put(json, names, names.stream().map(model::parameter).toList());
    }

    private Map<String, Tensor> batch(JsonNode batches, int step) {
        Map<String, Tensor> inputs = Answer.inputs(question);
        batches.properties()
                .forEach(
                        e -> inputs.put(e.getKey(), TensorJson.read(e.getValue().get(step - 1), e.getKey())));
        return inputs;
    }

    private Graph trainedGraph(JsonNode request, List<String> trained) {
        Node loss = graph.value(request.path("of").asText());
        Optimiser optimiser = optimiser(request.path("optimizer"));
        var optimisers = new LinkedHashMap<String, Optimiser>();
        trained.forEach(name -> optimisers.put(name, optimiser));
        JsonNode clip = request.path("clip_global_norm");
        if (!clip.isObject()) {
            return graph.network().training(Training.of(loss, optimisers), Map.of());
        }
        requireUsualEpsilon(clip);
        var most = OptionalDouble.of(clip.path("max_norm").doubleValue());
        var training = new Training("step", loss, optimisers, most, OptionalDouble.empty(), 1, OptionalDouble.empty());
        return graph.network().training(training, Map.of(NORM, norm(Gradients.of(loss, graph.values(trained)))));
    }

    /** The compiler's clipping has one fixed epsilon. */
    private static void requireUsualEpsilon(JsonNode clip) {
        if (clip.path("eps").asDouble(1e-6) != 1e-6) {
            throw new QuestionException("clip_global_norm has eps " + clip.path("eps") + "; only 1e-6 is supported");
        }
    }

    private static Node norm(List<Node> gradients) {
        Ops g = Ops.at(Origin.NONE);
        return g.sqrt(gradients.stream()
                .map(gradient -> g.sum(g.square(gradient), Ops.axes(gradient), false))
                .reduce(g.constant(0), g::add));
    }

    private static Optimiser optimiser(JsonNode json) {
        var settings = new LinkedHashMap<String, Object>();
        json.properties().forEach(e -> {
            JsonNode value = e.getValue();
            if (value.isBoolean()) {
                settings.put(e.getKey(), value.booleanValue());
            } else if (value.isNumber()) {
                settings.put(e.getKey(), value.doubleValue());
            }
        });
        try {
            return Optimisers.create(json.path("name").asText(), settings);
        } catch (IllegalArgumentException e) {
            throw new QuestionException("optimizer: " + e.getMessage(), e);
        }
    }
}
