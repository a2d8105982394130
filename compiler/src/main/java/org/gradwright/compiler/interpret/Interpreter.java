// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.interpret;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.op.CustomGradient;

/** Evaluates nodes by the reference meaning of their operations, each node once. */
public final class Interpreter {
    private Interpreter() {}

    /** The value of one node. @see #evaluate(List, Evaluation) */
    public static Tensor evaluate(Node root, Evaluation evaluation) {
        return evaluate(List.of(root), evaluation).get(0);
    }

    /**
     * The values of some nodes.
     *
     * @throws IllegalArgumentException when a stored value is missing or has another shape than declared, or an index
     *     is out of range; the message names the node
     */
    public static List<Tensor> evaluate(List<Node> roots, Evaluation evaluation) {
        Map<Node, Tensor> values = new IdentityHashMap<>();
        List<Node> plain = CustomGradient.strip(roots);
        for (Node node : Nodes.topological(plain)) {
            List<Tensor> inputs = node.inputs().stream().map(values::get).toList();
            values.put(node, checked(node, compute(node, inputs, evaluation), evaluation));
        }
        return plain.stream().map(values::get).toList();
    }

    private static Tensor compute(Node node, List<Tensor> inputs, Evaluation evaluation) {
        try {
            return node.operation().evaluate(node, inputs, evaluation);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", in " + describe(node), e);
        }
    }

    private static Tensor checked(Node node, Tensor value, Evaluation evaluation) {
        int[] expected = node.shape().evaluate(evaluation.sizes());
        if (!Arrays.equals(expected, value.shape())) {
            throw new IllegalArgumentException(
                    "the value of " + describe(node) + " has shape " + Arrays.toString(value.shape()));
        }
        return value;
    }

    private static String describe(Node node) {
        String place = node.origin().toString();
        return node.operation().name() + node.operation().attributes() + " : " + node.type()
                + (place.isEmpty() ? "" : " at " + place);
    }
}
