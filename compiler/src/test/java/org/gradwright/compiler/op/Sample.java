// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;

/**
 * An operation or a composite applied to operands with values.
 *
 * @param smooth the real operands by which differences may be compared with derivatives
 */
record Sample(String name, Node root, List<Node> smooth, Evaluation evaluation) {
    static final Map<String, Integer> FREE = Map.of("n", 3, "m", 2);

    /** The values follow from the name. */
    static Sample of(String name, List<Operand> operands, BiFunction<Ops, List<Node>, Node> build) {
        Ops ops = Ops.at(Origin.NONE);
        var random = new java.util.Random(name.hashCode());
        var nodes = new ArrayList<Node>();
        var values = new HashMap<String, Tensor>();
        for (int i = 0; i < operands.size(); i++) {
            String path = "x" + i;
            nodes.add(ops.node(new Input(path, operands.get(i).type())));
            values.put(path, operands.get(i).draw(random, FREE));
        }
        var reals = nodes.stream().filter(n -> n.type().isReal()).toList();
        return new Sample(name, build.apply(ops, nodes), reals, new Evaluation(FREE, values, true, 7, 3));
    }

    /** The same for checks other than that of derivatives. */
    Sample rough() {
        return new Sample(name, root, List.of(), evaluation);
    }

    /** A node with a fixed value of a type, known to the evaluation under this path. */
    Node weights(String path, TensorType type) {
        var operand = new Operand(type, u -> 0.5 + u);
        evaluation.stored().put(path, operand.draw(new java.util.Random(path.hashCode()), FREE));
        return Ops.at(Origin.NONE).node(new Input(path, type));
    }

    @Override
    public String toString() {
        return name;
    }
}
