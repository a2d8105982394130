// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Ops;

/** {@code log(sum(exp(x)))} along some axes, as one operation. */
record LogSumExp(List<Integer> axes, boolean keep) implements Composite {
    LogSumExp {
        axes = List.copyOf(axes);
    }

    @Override
    public String name() {
        return "logsumexp";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        Node x = Ops.at(Origin.NONE).hole("x", inputs.get(0));
        return Ops.at(x.origin()).sum(x, axes, keep).type();
    }

    /** The gradient is the softmax. */
    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        var g = Ops.at(node.origin());
        Node x = node.input(0);
        Node column = g.reshape(cotangent, g.sum(x, axes, true).shape());
        return List.of(g.mul(column, g.node(new Softmax(axes), x)));
    }

    @Override
    public Node expanded(Node node) {
        return Ops.at(node.origin()).logsumexp(node.input(0), axes, keep);
    }
}
