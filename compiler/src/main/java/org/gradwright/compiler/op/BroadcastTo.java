// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formulas;

/** The operand repeated along new leading axes and axes of size 1. */
public record BroadcastTo(Shape shape) implements Operation {
    @Override
    public String name() {
        return "broadcast_to";
    }

    @Override
    public String attributes() {
        return "[shape=" + shape + "]";
    }

    @Override
    public BroadcastTo fix(Map<String, ? extends Number> sizes) {
        return new BroadcastTo(shape.fix(sizes));
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        if (!Broadcasting.fits(x.shape(), shape)) {
            throw new TypeError("`broadcast_to` cannot extend " + x + " to " + new TensorType(x.element(), shape));
        }
        return new TensorType(x.element(), shape);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return List.of(Ops.at(node.origin()).sumTo(cotangent, node.input(0).shape()));
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return new Formula.Spread(
                Formulas.core(operands.get(0)),
                shape.sizes().stream().map(Size::toString).collect(Collectors.joining(" × ")));
    }

    @Override
    public Lowering lowering(Node node) {
        Shape operand = node.input(0).shape();
        return new Lowering.Elementwise((inputs, index) -> inputs.read(0, Broadcasting.index(operand, index)));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor x = inputs.get(0);
        return Tensors.fill(node, evaluation, index -> x.get(Broadcasting.index(x.shape(), index)));
    }
}
