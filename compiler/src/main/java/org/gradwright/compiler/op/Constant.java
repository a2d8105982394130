// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Truth;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formulas;

/** A scalar that is known when compiling; {@code bool} as 0 and 1. */
public record Constant(Element element, double value) implements Source {
    @Override
    public String name() {
        return "constant";
    }

    @Override
    public String attributes() {
        return " "
                + switch (element) {
                    case REAL -> Double.toString(value);
                    case I32 -> Integer.toString((int) value);
                    case BOOL -> Boolean.toString(value != 0);
                };
    }

    /** As a scalar expression. */
    public Expr expr() {
        return switch (element) {
            case REAL -> Expr.real(value);
            case I32 -> Expr.whole((int) value);
            case BOOL -> new Truth(value != 0);
        };
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return new TensorType(element, Shape.SCALAR);
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return element == Element.BOOL ? new Formula.Words(value == 0 ? "false" : "true") : Formulas.number(value);
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Elementwise((inputs, index) -> expr());
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return Tensor.scalar(value);
    }
}
