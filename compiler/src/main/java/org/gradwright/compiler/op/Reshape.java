// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import java.util.Map;
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

/** The same elements in row-major order under another shape. */
public record Reshape(Shape shape) implements Operation {
    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public String attributes() {
        return "[shape=" + shape + "]";
    }

    @Override
    public Reshape fix(Map<String, ? extends Number> sizes) {
        return new Reshape(shape.fix(sizes));
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        if (!x.shape().count().equals(shape.count())) {
            throw new TypeError("`reshape` cannot turn " + x + " into "
                    + new TensorType(x.element(), shape) + ": " + x.shape().count() + " elements are not "
                    + shape.count());
        }
        return new TensorType(x.element(), shape);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return List.of(Ops.at(node.origin()).reshape(cotangent, node.input(0).shape()));
    }

    /** Axes of size 1 are not written, but for a vector that is a row. */
    @Override
    public Formula notation(Node node, List<Formula> operands) {
        Formula x = operands.get(0);
        if (!withoutOnes(node.input(0).shape()).equals(withoutOnes(shape))) {
            return new Formula.Apply("reshape", List.of(x, new Formula.Words(shape.toString())));
        }
        boolean wasRow = x instanceof Formula.View view && view.row();
        boolean vector = node.input(0).shape().rank() == 1 || wasRow;
        return new Formula.View(
                x instanceof Formula.View view ? view.value() : x,
                vector
                        && shape.rank() == 2
                        && shape.size(0).is(1)
                        && !shape.size(1).is(1));
    }

    private static List<Size> withoutOnes(Shape shape) {
        return shape.sizes().stream().filter(size -> !size.is(1)).toList();
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Alias();
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return new Tensor(
                shape.evaluate(evaluation.sizes()), inputs.get(0).data().clone());
    }
}
