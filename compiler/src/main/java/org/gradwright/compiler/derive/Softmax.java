// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Ops;

/** {@code exp(x) / sum(exp(x))} along some axes, as one operation. */
record Softmax(List<Integer> axes) implements Composite {
    Softmax {
        axes = List.copyOf(axes);
    }

    @Override
    public String name() {
        return "softmax";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return inputs.get(0);
    }

    /** The Jacobian is {@code diag(p) - p p'}, so a cotangent c becomes {@code p (c - sum(p c))}. */
    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        var g = Ops.at(node.origin());
        return List.of(g.mul(node, g.sub(cotangent, g.sum(g.mul(node, cotangent), axes, true))));
    }

    @Override
    public Node expanded(Node node) {
        var g = Ops.at(node.origin());
        Node x = node.input(0);
        Node exponentials = g.exp(g.sub(x, g.stopGradient(g.max(x, axes, true))));
        return g.div(exponentials, g.sum(exponentials, axes, true));
    }
}
