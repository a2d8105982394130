// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxGraph;

/** The attributes of a node. A getter throws {@link OnnxException} when an attribute is of another kind. */
record Settings(Map<String, Attribute> attributes) {
    boolean has(String name) {
        return attributes.containsKey(name);
    }

    long whole(String name, long absent) {
        return has(name) ? get(name, Attribute.Whole.class).value() : absent;
    }

    boolean flag(String name, boolean absent) {
        return has(name) ? whole(name, 0) != 0 : absent;
    }

    double number(String name, double absent) {
        return has(name) ? decimal(get(name, Attribute.Real.class).value()) : absent;
    }

    /** What the author wrote: the shortest decimal that is this float, so that 0.1f counts as 0.1 in double precision too. */
    private static double decimal(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    String text(String name, String absent) {
        return has(name) ? get(name, Attribute.Text.class).value() : absent;
    }

    /** Whole numbers; none when absent. */
    List<Integer> wholes(String name) {
        if (!has(name)) {
            return List.of();
        }
        return get(name, Attribute.Wholes.class).values().stream()
                .map(Settings::clamped)
                .toList();
    }

    private static int clamped(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }

    List<Integer> wholes(String name, List<Integer> absent) {
        return has(name) && !wholes(name).isEmpty() ? wholes(name) : absent;
    }

    List<Float> numbers(String name) {
        return has(name) ? get(name, Attribute.Reals.class).values() : List.of();
    }

    List<String> texts(String name) {
        return has(name) ? get(name, Attribute.Texts.class).values() : List.of();
    }

    Tensor tensor(String name) {
        return get(name, Attribute.Value.class).value().value();
    }

    OnnxGraph graph(String name) {
        return get(name, Attribute.Body.class).value();
    }

    <T extends Attribute> T get(String name, Class<T> kind) {
        Attribute attribute = attributes.get(name);
        if (!kind.isInstance(attribute)) {
            throw new OnnxException(
                    "attribute `" + name + "` is " + (attribute == null ? "missing" : "of another kind"));
        }
        return kind.cast(attribute);
    }
}
