// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.lang.syntax.Name;

/**
 * A network in the notation {@code refgraph/1}, values of its inputs and parameters, and what is asked for.
 *
 * @param nodes in topological order
 * @param values of every input and parameter
 * @param request the parts {@code gradients}, {@code jacobians}, {@code hvp}, {@code train}, as far as asked for
 */
public record Question(
        String name,
        List<Leaf> inputs,
        List<Leaf> parameters,
        List<Application> nodes,
        List<String> outputs,
        Map<String, Tensor> values,
        JsonNode request) {
    /** An input or a parameter. */
    public record Leaf(String name, int[] shape, String dtype) {
        /** The name as a model knows it. */
        String path() {
            return Name.spelling(name);
        }
    }

    /** An operator applied to arguments: names of values, or numbers. */
    public record Application(String id, String operator, List<JsonNode> arguments, Attributes attributes) {}

    /** Reads a question. @throws QuestionException when the text is no question; the message says why */
    public static Question parse(String text) {
        try {
            return of(new ObjectMapper().readTree(text));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new QuestionException(
                    "no JSON at line " + at.getLineNr() + ", column " + at.getColumnNr() + ": "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    /** The question that a JSON object holds; other keys are passed over. */
    public static Question of(JsonNode json) {
        if (!json.path("format").asText().equals("refgraph/1")) {
            throw new QuestionException("the \"format\" is not \"refgraph/1\" but " + json.path("format"));
        }
        JsonNode graph = json.path("graph");
        var values = new LinkedHashMap<String, Tensor>();
        json.path("values")
                .properties()
                .forEach(e -> values.put(e.getKey(), TensorJson.read(e.getValue(), e.getKey())));
        return new Question(
                json.path("name").asText(),
                leaves(graph.path("inputs")),
                leaves(graph.path("parameters")),
                list(graph.path("nodes")).stream().map(Question::application).toList(),
                names(graph.path("outputs")),
                values,
                json.path("request"));
    }

    /** The value of an input or parameter. @throws QuestionException when it is missing */
    Tensor value(String leaf) {
        Tensor value = values.get(leaf);
        if (value == null) {
            throw new QuestionException("\"values\" holds none for `" + leaf + "`");
        }
        return value;
    }

    private static List<Leaf> leaves(JsonNode array) {
        return list(array).stream()
                .map(leaf -> new Leaf(
                        leaf.path("name").asText(),
                        new Attributes(leaf)
                                .wholes("shape").stream().mapToInt(i -> i).toArray(),
                        leaf.path("dtype").asText("float64")))
                .toList();
    }

    private static Application application(JsonNode node) {
        return new Application(
                node.path("id").asText(),
                node.path("op").asText(),
                list(node.path("args")),
                new Attributes(node.path("attrs")));
    }

    /** The elements of an array; none where there is no array. */
    static List<JsonNode> list(JsonNode array) {
        var elements = new ArrayList<JsonNode>();
        array.forEach(elements::add);
        return elements;
    }

    /** The texts of an array. */
    static List<String> names(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
