// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.List;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Ops;

/** {@code unpool(a, x)}: each number of a at the place of the largest element in its window of x, and zeros; where windows overlap, sums. */
record Unpool(MaxPool pool) implements Composite {
    /** What it does, in a sentence for readers. */
    static final String MEANING =
            "unpool(A, B) puts each number of A where the largest element of its window of B is, the first of equals.";

    @Override
    public String name() {
        return "unpool";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return inputs.get(1);
    }

    /** @throws IllegalStateException always: a derivation takes first derivatives, in which it appears */
    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        throw new IllegalStateException("unpool is a derivative and is not derived again");
    }

    @Override
    public Node expanded(Node node) {
        Node x = node.input(1);
        Node pooled = pool.pooled(Ops.at(node.origin()), x);
        return Gradients.of(pooled, List.of(x), node.input(0)).get(0);
    }
}
