// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradwright.compiler.autodiff.Derivatives;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.build.ModelError;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;

/** Answers a question: collects the nodes that are asked for, runs them, and lays their values out. */
public final class Answer {
    private final Question question;
    private final Engine engine;
    private final ObjectNode answer = JsonNodeFactory.instance.objectNode();

    private Answer(Question question, Engine engine) {
        this.question = question;
        this.engine = engine;
    }

    /** The answer, laid out like {@code expected} of a case. @throws QuestionException when there is none; says why */
    public static ObjectNode to(Question question, Engine engine) {
        try {
            return new Answer(question, engine).all();
        } catch (IllegalArgumentException | ModelError e) {
            throw new QuestionException("question " + question.name() + ": " + e.getMessage(), e);
        }
    }

    private ObjectNode all() {
        outputs();
        JsonNode request = question.request();
        if (request.has("gradients")) {
            gradients(request.get("gradients"));
        }
        if (request.has("jacobians")) {
            jacobians(request.get("jacobians"));
        }
        if (request.has("hvp")) {
            hessianTimesVectors(request.get("hvp"));
        }
        if (request.has("train")) {
            answer.set("train", new TrainingRun(question, engine).run(request.get("train")));
        }
        return answer;
    }

    private void outputs() {
        put(answer.putObject("outputs"), question.outputs(), evaluate(g -> g.values(question.outputs())));
    }

    private void gradients(JsonNode request) {
        List<String> wrt = Question.names(request.path("wrt"));
        List<String> intermediates = Question.names(request.path("intermediates"));
        List<Tensor> values = evaluate(g -> {
            Node of = g.value(request.path("of").asText());
            var nodes = new ArrayList<>(List.of(of));
            nodes.addAll(Gradients.of(of, g.values(wrt)));
            nodes.addAll(Gradients.of(of, g.values(intermediates)));
            return nodes;
        });
        answer.set("loss", TensorJson.number(values.get(0).data()[0]));
        put(answer.putObject("gradients"), wrt, values.subList(1, 1 + wrt.size()));
        if (!intermediates.isEmpty()) {
            put(
                    answer.putObject("intermediate_gradients"),
                    intermediates,
                    values.subList(1 + wrt.size(), values.size()));
        }
    }

    private void jacobians(JsonNode requests) {
        List<Tensor> values = evaluate(g -> {
            var nodes = new ArrayList<Node>();
            for (JsonNode request : requests) {
                Node of = g.value(request.path("of").asText());
                nodes.add(Derivatives.jacobian(of, g.value(request.path("wrt").asText())));
            }
            return nodes;
        });
        ObjectNode jacobians = answer.putObject("jacobians");
        for (int i = 0; i < values.size(); i++) {
            JsonNode request = requests.get(i);
            jacobians
                    .withObjectProperty(request.path("of").asText())
                    .set(request.path("wrt").asText(), TensorJson.write(values.get(i)));
        }
    }

    private void hessianTimesVectors(JsonNode request) {
        List<String> wrt = Question.names(request.path("wrt"));
        var given = new LinkedHashMap<String, Tensor>();
        wrt.forEach(
                name -> given.put(name, TensorJson.read(request.path("vectors").path(name), name)));
        put(answer.putObject("hvp"), wrt, evaluate(g -> {
            var vectors = given.values().stream().map(g::constant).toList();
            return Derivatives.hvp(g.value(request.path("of").asText()), g.values(wrt), vectors);
        }));
    }

    /** The values of nodes of the network: the outputs of a class of their own. */
    private List<Tensor> evaluate(Function<RefGraph, List<Node>> asked) {
        RefGraph graph = RefGraph.of(question);
        Engine.Model model = engine.start(graph.predicting(asked.apply(graph)));
        question.parameters().forEach(leaf -> model.parameter(leaf.path(), question.value(leaf.name())));
        return List.copyOf(model.predict(inputs(question)).values());
    }

    /** The inputs' values by name. */
    static Map<String, Tensor> inputs(Question question) {
        var inputs = new LinkedHashMap<String, Tensor>();
        question.inputs().forEach(leaf -> inputs.put(leaf.path(), question.value(leaf.name())));
        return inputs;
    }

    /** Tensors by name. */
    static void put(ObjectNode json, List<String> names, List<Tensor> values) {
        for (int i = 0; i < names.size(); i++) {
            json.set(names.get(i), TensorJson.write(values.get(i)));
        }
    }
}
