// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.gradwright.compiler.graph.Tensor;

/** Tensors as {@code {"shape": [..], "data": [..]}}; numbers that are not finite are texts. */
final class TensorJson {
    private TensorJson() {}

    static Tensor read(JsonNode json, String name) {
        if (!json.path("shape").isArray() || !json.path("data").isArray()) {
            throw new QuestionException("`" + name + "` is no tensor: it needs \"shape\" and \"data\"");
        }
        int[] shape = elements(json.get("shape")).mapToInt(JsonNode::intValue).toArray();
        double[] data = elements(json.get("data"))
                .mapToDouble(value -> number(value, name))
                .toArray();
        try {
            return new Tensor(shape, data);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new QuestionException("`" + name + "`: " + e.getMessage(), e);
        }
    }

    private static java.util.stream.Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** A number, or the text of one that is not finite. @throws QuestionException for anything else; it gives the name */
    static double number(JsonNode value, String name) {
        if (value.isNumber() || value.isBoolean()) {
            return value.isNumber() ? value.doubleValue() : value.booleanValue() ? 1 : 0;
        }
        return switch (value.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new QuestionException("`" + name + "` holds " + value + ", which is no number");
        };
    }

    static ObjectNode write(Tensor tensor) {
        var json = JsonNodeFactory.instance.objectNode();
        var shape = json.putArray("shape");
        IntStream.of(tensor.shape()).forEach(shape::add);
        var data = json.putArray("data");
        for (double value : tensor.data()) {
            data.add(number(value));
        }
        return json;
    }

    static JsonNode number(double value) {
        var json = JsonNodeFactory.instance;
        return Double.isFinite(value) ? json.numberNode(value) : json.textNode(Double.toString(value));
    }
}
