// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/** The cases of {@code @} brought to products of matrices. */
final class Products {
    private Products() {}

    static Node matmul(Ops ops, Node a, Node b) {
        MatMul.check(a.type(), b.type());
        if (b.shape().rank() == 1) {
            return ops.squeeze(matmul(ops, a, ops.expandDims(b, -1)), -1);
        }
        if (a.shape().rank() == 1) {
            return ops.squeeze(matmul(ops, ops.expandDims(a, 0), b), -2);
        }
        boolean stackOfRows = a.shape().rank() > 2 && b.shape().rank() == 2;
        return stackOfRows ? ofRows(ops, a, b) : ops.node(new MatMul(), a, b);
    }

    /** One large product instead of a stack of small ones that share their right side. */
    private static Node ofRows(Ops ops, Node a, Node b) {
        int last = a.shape().rank() - 1;
        Node rows =
                ops.reshape(a, Shape.of(a.shape().product(0, last), a.shape().size(last)));
        var sizes = new ArrayList<Size>(a.shape().sizes().subList(0, last));
        sizes.add(b.shape().size(1));
        return ops.reshape(ops.node(new MatMul(), rows, b), new Shape(List.copyOf(sizes)));
    }
}
