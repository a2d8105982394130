// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Transpose;

/**
 * A product of matrices with its axes in another order: each element is the same sum.
 *
 * @param order which axis of the product stands at each place
 */
record OrderedProduct(Transpose order) implements Operation {
    private static final MatMul PRODUCT = new MatMul();

    @Override
    public String name() {
        return PRODUCT.name();
    }

    @Override
    public String attributes() {
        return order.attributes();
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return order.infer(List.of(PRODUCT.infer(inputs)));
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        throw new IllegalStateException("products are differentiated before kernels are made");
    }

    @Override
    public Lowering lowering(Node node) {
        var product = (Lowering.Fold) PRODUCT.lowering(node);
        List<Integer> inverse = order.inverse();
        Lowering.Fold.Step step = (inputs, outer, inner, accumulators) ->
                product.step().next(inputs, inverse.stream().map(outer::get).toList(), inner, accumulators);
        return new Lowering.Fold(product.extents(), product.initial(), step, product.result());
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        throw new IllegalStateException("the interpreter runs before kernels are made");
    }
}
