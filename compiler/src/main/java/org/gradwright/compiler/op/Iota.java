// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formulas;

/** Each element is its own index along one axis, from 0. */
public record Iota(Shape shape, int axis) implements Source {
    @Override
    public String name() {
        return "iota";
    }

    @Override
    public String attributes() {
        return "[shape=" + shape + ", axis=" + axis + "]";
    }

    @Override
    public Iota fix(Map<String, ? extends Number> sizes) {
        return new Iota(shape.fix(sizes), axis);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        shape.axis(axis);
        return TensorType.i32(shape);
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return Formulas.symbol(Axes.letter(axis));
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Elementwise((inputs, index) -> index.get(axis));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return Tensors.fill(node, evaluation, index -> index[axis]);
    }
}
