// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.interpret.Interpreter;

/** A small graph with values, for tests of single figures. */
final class Bench {
    final Ops ops = Ops.at(Origin.NONE);
    private final Map<String, Tensor> stored = new HashMap<>();
    private final Map<String, Integer> sizes = new HashMap<>(Sample.FREE);

    /** A vector of reals. */
    Node vector(double... values) {
        return matrix(new int[] {values.length}, values);
    }

    Node scalar(double value) {
        return matrix(new int[0], value);
    }

    Node matrix(int[] shape, double... values) {
        var fixed = Shape.of(Arrays.stream(shape).asLongStream().toArray());
        Node node = input(TensorType.real(fixed));
        stored.put(((Input) node.operation()).path(), new Tensor(shape, values));
        return node;
    }

    Node whole(double... values) {
        Node node = input(TensorType.i32(Shape.of(values.length)));
        stored.put(((Input) node.operation()).path(), new Tensor(new int[] {values.length}, values));
        return node;
    }

    /** A node without a value. */
    Node input(TensorType type) {
        return ops.node(new Input("x" + stored.size(), type));
    }

    double[] value(Node node) {
        return Interpreter.evaluate(node, evaluation()).data();
    }

    Evaluation evaluation() {
        return new Evaluation(sizes, stored, true, 7, 3);
    }

    /** The gradient of the sum of {@code y} by {@code x}. */
    double[] gradient(Node y, Node x) {
        return value(derived(y, x));
    }

    Node derived(Node y, Node x) {
        Node one = ops.broadcastTo(ops.constant(1), y.shape());
        return Backward.of(y, one, List.of(x)).get(0);
    }
}
