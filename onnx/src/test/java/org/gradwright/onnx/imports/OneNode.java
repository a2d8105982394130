// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxGraph;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxNode;
import org.gradwright.onnx.format.OnnxTensor;
import org.gradwright.onnx.format.ValueInfo;

/** A model of one node, with values for its inputs. */
final class OneNode {
    private final String operator;
    private final long opset;
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>();
    private final List<OnnxTensor> tables = new ArrayList<>();
    private final List<ValueInfo> inputs = new ArrayList<>();
    private final Map<String, Tensor> values = new LinkedHashMap<>();
    private final Random random = new Random(7);
    private List<ElementType> results = List.of(ElementType.FLOAT);

    private OneNode(String operator, long opset) {
        this.operator = operator;
        this.opset = opset;
    }

    static OneNode of(String operator, long opset) {
        return new OneNode(operator, opset);
    }

    /** An attribute: a number, a text, an {@code int[]} or {@code float[]}, texts, a tensor or a graph. */
    OneNode with(String name, Object value) {
        attributes.put(name, attribute(value));
        return this;
    }

    private static Attribute attribute(Object value) {
        if (value instanceof Integer whole) {
            return new Attribute.Whole(whole);
        }
        if (value instanceof Double real) {
            return new Attribute.Real(real.floatValue());
        }
        if (value instanceof String text) {
            return new Attribute.Text(text);
        }
        if (value instanceof int[] wholes) {
            return new Attribute.Wholes(
                    Arrays.stream(wholes).asLongStream().boxed().toList());
        }
        if (value instanceof float[] reals) {
            return new Attribute.Reals(
                    IntStream.range(0, reals.length).mapToObj(i -> reals[i]).toList());
        }
        if (value instanceof String[] texts) {
            return new Attribute.Texts(List.of(texts));
        }
        return value instanceof OnnxGraph body ? new Attribute.Body(body) : new Attribute.Value((OnnxTensor) value);
    }

    /** An input of normal numbers. */
    OneNode reals(int... shape) {
        Tensor value = Tensor.zeros(shape);
        Arrays.setAll(value.data(), i -> (float) random.nextGaussian());
        return input(ElementType.FLOAT, value);
    }

    /** An input of numbers from 0 to 1. */
    OneNode shares(int... shape) {
        Tensor value = Tensor.zeros(shape);
        Arrays.setAll(value.data(), i -> random.nextFloat());
        return input(ElementType.FLOAT, value);
    }

    /** An input of whole numbers. */
    OneNode wholes(int[] shape, double... data) {
        return input(ElementType.INT64, new Tensor(shape, data));
    }

    /** A vector of whole numbers of 32 bits. */
    OneNode wholes32(double... data) {
        return input(ElementType.INT32, new Tensor(new int[] {data.length}, data));
    }

    /** An input of conditions. */
    OneNode truths(int[] shape, double... data) {
        return input(ElementType.BOOL, new Tensor(shape, data));
    }

    private OneNode input(ElementType type, Tensor value) {
        String name = "in" + operands.size();
        operands.add(name);
        List<ValueInfo.Dimension> dims = Arrays.stream(value.shape())
                .mapToObj(size -> ValueInfo.Dimension.of(size))
                .toList();
        inputs.add(new ValueInfo(name, type, Optional.of(dims)));
        values.put(name, value);
        return this;
    }

    /** A table of the file. */
    OneNode table(ElementType type, int[] shape, double... data) {
        String name = "table" + operands.size();
        operands.add(name);
        tables.add(new OnnxTensor(name, type, new Tensor(shape, data)));
        return this;
    }

    /** A vector of whole numbers in the file. */
    OneNode listed(double... data) {
        return table(ElementType.INT64, new int[] {data.length}, data);
    }

    OneNode absent() {
        operands.add("");
        return this;
    }

    /** What its results are; otherwise there is one, of reals. */
    OneNode gives(ElementType... types) {
        results = List.of(types);
        return this;
    }

    Map<String, Tensor> values() {
        return values;
    }

    OnnxModel model() {
        List<String> names =
                IntStream.range(0, results.size()).mapToObj(i -> "y" + i).toList();
        var node = new OnnxNode("", operator, "", operands, names, attributes);
        List<ValueInfo> outputs = IntStream.range(0, results.size())
                .mapToObj(i -> new ValueInfo(names.get(i), results.get(i), Optional.empty()))
                .toList();
        var graph = new OnnxGraph("one", List.of(node), tables, inputs, outputs);
        return new OnnxModel(8, Map.of("", opset), graph);
    }

    @Override
    public String toString() {
        return operator + "-" + opset + " " + attributes;
    }
}
