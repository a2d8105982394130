// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formulas;

/** A size that is free until run time, as a real number. */
public record SizeValue(Size size) implements Source {
    @Override
    public String name() {
        return "size";
    }

    @Override
    public String attributes() {
        return " " + size;
    }

    @Override
    public Operation fix(Map<String, ? extends Number> sizes) {
        return size.fix(sizes).isKnown()
                ? new Constant(Element.REAL, size.fix(sizes).known())
                : new SizeValue(size.fix(sizes));
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return TensorType.SCALAR;
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return size.terms().entrySet().stream()
                .map(term -> product(term.getKey(), term.getValue()))
                .reduce(Formulas::sum)
                .orElse(Formulas.number(0));
    }

    private static Formula product(List<String> names, long factor) {
        Formula product =
                names.stream().map(Formulas::symbol).reduce(Formulas::product).orElse(Formulas.number(1));
        return factor == 1
                ? product
                : names.isEmpty() ? Formulas.number(factor) : Formulas.product(Formulas.number(factor), product);
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Elementwise((inputs, index) -> Expr.call(Fn.TO_REAL, size.expr()));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return Tensor.scalar(size.evaluate(evaluation.sizes()));
    }
}
