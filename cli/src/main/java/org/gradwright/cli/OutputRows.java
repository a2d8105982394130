// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.ExampleRows;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;

/** Takes one example's part out of a batch's outputs and prints it. */
final class OutputRows {
    private final List<Map.Entry<String, Node>> outputs;
    private final ExampleAxis axis;

    OutputRows(Graph graph, ExampleAxis axis) {
        this.outputs = List.copyOf(graph.outputs().entrySet());
        this.axis = axis;
    }

    /** The names of the columns: {@code p[0],p[1]}, or {@code y} for one number. @param sizes other free sizes */
    String header(Map<String, Long> sizes) {
        var names = new ArrayList<String>();
        for (var output : outputs) {
            Shape element = axis.element(output.getValue().shape());
            long count = element.count().evaluate(known(element, sizes));
            if (element.rank() == 0) {
                names.add(output.getKey());
            } else {
                for (int i = 0; i < count; i++) {
                    names.add(output.getKey() + "[" + i + "]");
                }
            }
        }
        return String.join(",", names);
    }

    private static Map<String, Long> known(Shape shape, Map<String, Long> sizes) {
        var known = new HashMap<>(sizes);
        shape.sizes().forEach(size -> size.freeNames().forEach(name -> known.putIfAbsent(name, 1L)));
        return known;
    }

    /** One example, numbers as short as they read back the same. */
    String csv(Object[] values, int example, int batch) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> numbers(i, values[i], example, batch))
                .collect(Collectors.joining(","));
    }

    /** One example as a JSON object, tensors flat in row-major order. */
    String json(Object[] values, int example, int batch) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> JsonObject.quoted(outputs.get(i).getKey()) + ":" + json(i, values[i], example, batch))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String json(int output, Object value, int example, int batch) {
        String numbers = numbers(output, value, example, batch).replaceAll("-?Infinity|NaN", "null");
        Shape element = axis.element(outputs.get(output).getValue().shape());
        return element.rank() == 0 ? numbers : "[" + numbers + "]";
    }

    private String numbers(int output, Object value, int example, int batch) {
        if (!value.getClass().isArray()) {
            return value.toString();
        }
        var rows = new ExampleRows(outputs.get(output).getValue().shape(), axis);
        return joined(value, rows.of(java.lang.reflect.Array.getLength(value), example, batch));
    }

    private static String joined(Object array, IntStream positions) {
        return positions
                .mapToObj(i -> String.valueOf(java.lang.reflect.Array.get(array, i)))
                .collect(Collectors.joining(","));
    }
}
