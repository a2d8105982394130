// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.ExprText;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.ScalarEvaluator;

/**
 * A number that depends on the training step alone, such as a learning rate: computed in double, then rounded once.
 *
 * @param expr of {@link Givens#step()}, of type double
 */
public record StepScalar(Expr expr) implements Source {
    @Override
    public String name() {
        return "step_scalar";
    }

    @Override
    public String attributes() {
        return "[" + ExprText.print(expr) + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return TensorType.SCALAR;
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Elementwise((inputs, index) -> Expr.call(Fn.TO_REAL, expr));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return Tensor.scalar(new ScalarEvaluator(given -> evaluation.step()).evaluate(expr));
    }
}
