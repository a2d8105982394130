// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formulas;

/**
 * The product of matrices, {@code [..., i, k] @ [..., k, j]}, the leading axes broadcast. Operands have rank 2 or more:
 * {@link Ops#matmul} gives vectors their second axis.
 */
public record MatMul() implements Operation {
    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType a = inputs.get(0);
        TensorType b = inputs.get(1);
        check(a, b);
        if (a.rank() < 2 || b.rank() < 2) {
            throw new TypeError("`matmul` takes matrices, not " + Broadcasting.list(inputs));
        }
        var sizes = new ArrayList<>(batch(a, b).sizes());
        sizes.add(a.shape().size(a.rank() - 2));
        sizes.add(b.shape().size(b.rank() - 1));
        return TensorType.real(new Shape(sizes));
    }

    /** Whether vectors or matrices multiply. @throws TypeError when they do not */
    static void check(TensorType a, TensorType b) {
        if (!a.isReal() || !b.isReal() || a.isScalar() || b.isScalar()) {
            throw new TypeError("`@` takes real vectors and matrices, not " + a + " and " + b);
        }
        Size left = a.shape().size(a.rank() - 1);
        Size right = b.shape().size(Math.max(0, b.rank() - 2));
        if (!left.equals(right)) {
            throw new TypeError("`@` needs equal inner sizes, " + left + " is not " + right + ": " + a + " @ " + b);
        }
    }

    private static Shape batch(TensorType a, TensorType b) {
        var leading = List.of(TensorType.real(leading(a.shape())), TensorType.real(leading(b.shape())));
        try {
            return Broadcasting.common("@", leading);
        } catch (TypeError e) {
            throw new TypeError("`@` cannot fit the leading axes of " + a + " to those of " + b);
        }
    }

    private static Shape leading(Shape shape) {
        return new Shape(shape.sizes().subList(0, Math.max(0, shape.rank() - 2)));
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        Ops ops = Ops.at(node.origin());
        Node a = node.input(0);
        Node b = node.input(1);
        return List.of(
                ops.sumTo(ops.matmul(cotangent, ops.transposeLast(b)), a.shape()),
                ops.sumTo(ops.matmul(ops.transposeLast(a), cotangent), b.shape()));
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return Formulas.product(operands.get(0), operands.get(1));
    }

    @Override
    public Lowering lowering(Node node) {
        Shape a = node.input(0).shape();
        Shape b = node.input(1).shape();
        Lowering.Fold.Step step = (inputs, outer, inner, accumulators) -> {
            Expr left = inputs.read(0, index(a, outer, outer.get(outer.size() - 2), inner.get(0)));
            Expr right = inputs.read(1, index(b, outer, inner.get(0), outer.get(outer.size() - 1)));
            return List.of(Expr.call(Fn.FMA, left, right, accumulators.get(0)));
        };
        return new Lowering.Fold(List.of(a.size(a.rank() - 1)), List.of(Expr.real(0)), step, 0);
    }

    private static List<Expr> index(Shape operand, List<Expr> outer, Expr row, Expr column) {
        var index = new ArrayList<>(Broadcasting.index(leading(operand), outer.subList(0, outer.size() - 2)));
        index.add(row);
        index.add(column);
        return index;
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        int inner = a.shape()[a.rank() - 1];
        return Tensors.fill(node, evaluation, index -> {
            int[] left = operandIndex(a, index);
            int[] right = operandIndex(b, index);
            double sum = 0;
            for (int k = 0; k < inner; k++) {
                left[a.rank() - 1] = k;
                right[b.rank() - 2] = k;
                sum += a.get(left) * b.get(right);
            }
            return sum;
        });
    }

    private static int[] operandIndex(Tensor operand, int[] index) {
        return Broadcasting.index(operand.shape(), index);
    }
}
