// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.exports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxNode;
import org.gradwright.onnx.format.OnnxTensor;

/** The nodes and tables of a file while it is written. Values are their names. */
final class Listing {
    private final ElementType real;
    private List<OnnxNode> nodes = new ArrayList<>();
    private final List<OnnxTensor> tables = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, String> wholes = new HashMap<>();
    private final Map<String, Axis> axes = new HashMap<>();
    private Map<String, String> freeSizes = new HashMap<>();

    /** An axis of an input. */
    private record Axis(String input, int axis) {}

    Listing(ElementType real) {
        this.real = real;
    }

    List<OnnxNode> nodes() {
        return nodes;
    }

    List<OnnxTensor> tables() {
        return tables;
    }

    ElementType real() {
        return real;
    }

    ElementType type(Element element) {
        return element == Element.REAL ? real : ElementType.of(element, false);
    }

    /** What stood before a body was begun. */
    record Mark(List<OnnxNode> nodes, Map<String, String> freeSizes) {}

    /** Begins a body: nodes are its own until {@link #end}. */
    Mark begin() {
        var mark = new Mark(nodes, freeSizes);
        nodes = new ArrayList<>();
        freeSizes = new HashMap<>(freeSizes);
        return mark;
    }

    /** Ends a body. @return its nodes */
    List<OnnxNode> end(Mark mark) {
        List<OnnxNode> body = nodes;
        nodes = mark.nodes();
        freeSizes = mark.freeSizes();
        return body;
    }

    /** A name like this one that nothing has yet. */
    String fresh(String wish) {
        String name = wish;
        for (int i = 2; !taken.add(name); i++) {
            name = wish + "_" + i;
        }
        return name;
    }

    /** Says that a free size is that of an axis of an input. */
    void freeSize(String name, String input, int axis) {
        axes.putIfAbsent(name, new Axis(input, axis));
    }

    String add(String operator, List<String> inputs, Map<String, Attribute> attributes) {
        return add(operator, operator.toLowerCase(java.util.Locale.ROOT), inputs, attributes);
    }

    /** A node with one result, whose name is returned. */
    String add(String operator, String wish, List<String> inputs, Map<String, Attribute> attributes) {
        String result = fresh(wish);
        nodes.add(new OnnxNode(result, operator, "", inputs, List.of(result), attributes));
        return result;
    }

    /** A node with several results, whose names are given. */
    void add(String operator, List<String> inputs, List<String> results, Map<String, Attribute> attributes) {
        nodes.add(new OnnxNode(fresh(operator), operator, "", inputs, results, attributes));
    }

    String add(String operator, String... inputs) {
        return add(operator, List.of(inputs), Map.of());
    }

    /** A table. */
    String table(String wish, ElementType type, Tensor value) {
        String name = fresh(wish);
        tables.add(new OnnxTensor(name, type, value));
        return name;
    }

    String number(double value, Element element) {
        return table("number", type(element), Tensor.scalar(value));
    }

    String real(double value) {
        return number(value, Element.REAL);
    }

    /** A list of whole numbers. */
    String wholes(long... values) {
        double[] data = Arrays.stream(values).asDoubleStream().toArray();
        return wholes.computeIfAbsent(
                Arrays.toString(values),
                key -> table("list", ElementType.INT64, new Tensor(new int[] {data.length}, data)));
    }

    String wholes(List<Integer> values) {
        return wholes(values.stream().mapToLong(i -> i).toArray());
    }

    /** A size as a list of one whole number. */
    String size(Size size) {
        if (size.isKnown()) {
            return wholes(size.known());
        }
        String sum = null;
        for (Map.Entry<List<String>, Long> term : size.terms().entrySet()) {
            String product = wholes(term.getValue());
            for (String free : term.getKey()) {
                product = add("Mul", product, free(free));
            }
            sum = sum == null ? product : add("Add", sum, product);
        }
        return sum;
    }

    private String free(String name) {
        Axis axis = axes.get(name);
        if (axis == null) {
            throw new OnnxException("the free size " + name + " is not that of an input's axis: fix it with --dim");
        }
        String known = freeSizes.get(name);
        if (known == null) {
            String shape = add("Shape", axis.input());
            known = add("Gather", List.of(shape, wholes(axis.axis())), Map.of("axis", new Attribute.Whole(0)));
            freeSizes.put(name, known);
        }
        return known;
    }

    /** A shape as a list. */
    String shape(Shape shape) {
        if (shape.isKnown()) {
            return wholes(shape.sizes().stream().mapToLong(Size::known).toArray());
        }
        List<String> parts = shape.sizes().stream().map(this::size).toList();
        return add("Concat", parts, Map.of("axis", new Attribute.Whole(0)));
    }

    /** A shape to be reshaped to: one size may follow from the others. */
    String reshape(String x, Shape shape) {
        long free = shape.sizes().stream().filter(size -> !size.isKnown()).count();
        String list = free > 1
                ? shape(shape)
                : wholes(shape.sizes().stream()
                        .mapToLong(size -> size.isKnown() ? size.known() : -1)
                        .toArray());
        return add("Reshape", x, list);
    }

    String cast(String x, ElementType type) {
        return add("Cast", List.of(x), Map.of("to", new Attribute.Whole(type.number())));
    }
}
