// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.Collections;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Images;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Windows;

/** The largest element of each window of an image, as one operation. */
record MaxPool(Windows windows) implements Composite {
    static final String NAME = "max_pool";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        Ops ops = Ops.at(Origin.NONE);
        return pooled(ops, ops.hole("x", inputs.get(0))).type();
    }

    /** Each number goes back to where it was taken from. */
    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return List.of(Ops.at(node.origin()).node(new Unpool(this), cotangent, node.input(0)));
    }

    @Override
    public Node expanded(Node node) {
        return pooled(Ops.at(node.origin()), node.input(0));
    }

    /** The same by the compiler's operations. */
    Node pooled(Ops ops, Node x) {
        var none = Images.Padding.both(Collections.nCopies(windows.slides().size(), 0));
        return Images.with(ops).maxPool(x, windows.taps(), windows.slides(), none);
    }
}
