// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The settings of one node. A getter without a default throws {@link QuestionException} when its attribute is missing. */
record Attributes(JsonNode json) {
    int whole(String name) {
        return required(name).intValue();
    }

    int whole(String name, int absent) {
        return has(name) ? whole(name) : absent;
    }

    double number(String name) {
        return TensorJson.number(required(name), name);
    }

    double number(String name, double absent) {
        return has(name) ? number(name) : absent;
    }

    boolean flag(String name, boolean absent) {
        return has(name) ? json.get(name).asBoolean() : absent;
    }

    String text(String name, String absent) {
        return has(name) ? json.get(name).asText() : absent;
    }

    List<Integer> wholes(String name) {
        return wholes(required(name));
    }

    /** The numbers of a list; a single number counts for both of two directions. */
    List<Integer> pair(String name, int absent) {
        if (!has(name)) {
            return List.of(absent, absent);
        }
        JsonNode value = json.get(name);
        return value.isArray() ? wholes(value) : List.of(value.intValue(), value.intValue());
    }

    Optional<List<Integer>> optionalWholes(String name) {
        return has(name) ? Optional.of(wholes(name)) : Optional.empty();
    }

    /** Lists of numbers. */
    List<List<Integer>> rows(String name) {
        return StreamSupport.stream(required(name).spliterator(), false)
                .map(Attributes::wholes)
                .toList();
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    private JsonNode required(String name) {
        if (!has(name)) {
            throw new QuestionException("attribute `" + name + "` is missing");
        }
        return json.get(name);
    }

    private static List<Integer> wholes(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::intValue)
                .toList();
    }
}
