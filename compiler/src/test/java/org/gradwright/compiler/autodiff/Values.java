// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.interpret.Interpreter;

/** Inputs with values, for tests: makes nodes, evaluates them, differentiates them by central differences. */
public final class Values {
    private final Map<String, Tensor> stored = new LinkedHashMap<>();
    private final Random random;
    private final Map<String, Integer> sizes;

    public Values(long seed, Map<String, Integer> sizes) {
        this.random = new Random(seed);
        this.sizes = sizes;
    }

    public Values(long seed) {
        this(seed, Map.of());
    }

    /** A real input with random values of a range. */
    public Node input(String name, Shape shape, double from, double to) {
        Tensor value = Tensor.zeros(shape.evaluate(sizes));
        Arrays.setAll(value.data(), i -> from + (to - from) * random.nextDouble());
        return input(name, TensorType.real(shape), value);
    }

    public Node input(String name, Shape shape) {
        return input(name, shape, -1.5, 1.5);
    }

    /** A scalar input. */
    public Node scalar(String name, double value) {
        return input(name, TensorType.SCALAR, Tensor.scalar(value));
    }

    /** A vector of known size. */
    public Node vector(String name, double... values) {
        return input(name, TensorType.real(Shape.of(values.length)), new Tensor(new int[] {values.length}, values));
    }

    public Node input(String name, TensorType type, Tensor value) {
        stored.put(name, value);
        return Node.of(new Input(name, type), new Origin("test.graph", 1, stored.size(), name), List.of());
    }

    public Evaluation evaluation() {
        return new Evaluation(sizes, stored, true, 1, 1);
    }

    public Tensor of(Node node) {
        return Interpreter.evaluate(node, evaluation());
    }

    /** The one element of a scalar. */
    public double number(Node node) {
        return of(node).data()[0];
    }

    /** The derivative of the sum of {@code y} by a leaf, by central differences of fourth order. */
    public double[] differences(Node y, Node x) {
        double[] data = stored.get(((Input) x.operation()).path()).data();
        double[] result = new double[data.length];
        for (int i = 0; i < data.length; i++) {
            double at = data[i];
            double h = 1e-3 * Math.max(1, Math.abs(at));
            result[i] = (8 * (sumAt(y, data, i, at + h) - sumAt(y, data, i, at - h))
                            - (sumAt(y, data, i, at + 2 * h) - sumAt(y, data, i, at - 2 * h)))
                    / (12 * h);
            data[i] = at;
        }
        return result;
    }

    private double sumAt(Node y, double[] data, int index, double value) {
        data[index] = value;
        return Arrays.stream(of(y).data()).sum();
    }
}
