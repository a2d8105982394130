// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Builds one JSON object on one line (RFC 8259); members keep their order. Numbers that JSON cannot say become null. */
public final class JsonObject {
    private final List<String> members = new ArrayList<>();

    public JsonObject put(String name, double value) {
        return member(name, number(value));
    }

    public JsonObject put(String name, long value) {
        return member(name, Long.toString(value));
    }

    public JsonObject put(String name, String value) {
        return member(name, quoted(value));
    }

    public JsonObject put(String name, double[] values) {
        return member(
                name, DoubleStream.of(values).mapToObj(JsonObject::number).collect(Collectors.joining(",", "[", "]")));
    }

    public JsonObject put(String name, JsonObject value) {
        return member(name, value.toString());
    }

    public JsonObject put(String name, List<JsonObject> values) {
        return member(name, values.stream().map(JsonObject::toString).collect(Collectors.joining(",", "[", "]")));
    }

    private JsonObject member(String name, String json) {
        members.add(quoted(name) + ":" + json);
        return this;
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    @Override
    public String toString() {
        return members.stream().collect(Collectors.joining(",", "{", "}"));
    }
}
