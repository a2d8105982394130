// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import java.util.Locale;
import org.gradwright.compiler.graph.Element;
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
import org.gradwright.compiler.kernel.ScalarEvaluator;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formulas;

/**
 * Combines all elements along some axes.
 *
 * @param axes sorted, from the front, not empty
 * @param keep whether the axes stay, with size 1
 */
public record Reduce(Kind kind, List<Integer> axes, boolean keep) implements Operation {
    /** How two values combine, and with which neutral one. */
    public enum Kind {
        SUM(Fn.ADD, 0, 0),
        MAX(Fn.MAX, Double.NEGATIVE_INFINITY, Integer.MIN_VALUE),
        MIN(Fn.MIN, Double.POSITIVE_INFINITY, Integer.MAX_VALUE),
        PROD(Fn.MUL, 1, 1);

        private final Fn fn;
        private final Expr real;
        private final Expr whole;

        Kind(Fn fn, double real, int whole) {
            this.fn = fn;
            this.real = Expr.real(real);
            this.whole = Expr.whole(whole);
        }

        /** The function that combines two values. */
        public Fn fn() {
            return fn;
        }

        Expr initial(Element element) {
            return element == Element.REAL ? real : whole;
        }
    }

    public Reduce {
        axes = List.copyOf(axes);
    }

    @Override
    public String name() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String attributes() {
        return "[axes=" + axes + ", keep=" + keep + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        if (x.element() == Element.BOOL) {
            throw new TypeError("`" + name() + "` takes numbers, not " + x);
        }
        axes.forEach(x.shape()::axis);
        return new TensorType(x.element(), Axes.reduced(x.shape(), axes, keep));
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return List.of(ReduceGradient.of(this, node, cotangent));
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        Shape shape = node.input(0).shape();
        var letters = Axes.all(shape.rank()).stream().map(Axes::letter).toList();
        var indices = axes.stream()
                .filter(axis -> !shape.size(axis).is(1))
                .map(axis ->
                        new Formula.Index(letters.get(axis), shape.size(axis).toString()))
                .toList();
        String sign =
                switch (kind) {
                    case SUM -> "Σ";
                    case PROD -> "Π";
                    case MAX -> "max";
                    case MIN -> "min";
                };
        Formula body = Formulas.core(operands.get(0));
        return indices.isEmpty() ? body : new Formula.Folded(sign, indices, element(body, shape, letters));
    }

    /** The summand with a letter for each axis that is summed, and a dot for each that stays. */
    private Formula element(Formula body, Shape shape, List<String> letters) {
        var places = Axes.all(shape.rank()).stream()
                .filter(axis -> !shape.size(axis).is(1))
                .map(axis -> Formulas.symbol(axes.contains(axis) ? letters.get(axis) : "·"))
                .toList();
        return new Formula.Element(body, places);
    }

    @Override
    public Lowering lowering(Node node) {
        TensorType x = node.input(0).type();
        List<Size> extents = axes.stream().map(x.shape()::size).toList();
        Lowering.Fold.Step step = (inputs, outer, inner, accumulators) -> {
            Expr value = inputs.read(0, Axes.merged(x.rank(), axes, keep, outer, inner));
            return List.of(Expr.call(kind.fn, accumulators.get(0), value));
        };
        return new Lowering.Fold(extents, List.of(kind.initial(x.element())), step, 0);
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor x = inputs.get(0);
        double initial = ScalarEvaluator.constant(kind.initial(node.type().element()));
        Tensor result = Tensors.fill(node, evaluation, index -> initial);
        for (int i = 0; i < x.data().length; i++) {
            int target = result.position(Axes.outer(x.index(i), axes, keep));
            result.data()[target] = combine(result.data()[target], x.data()[i]);
        }
        return result;
    }

    private double combine(double a, double b) {
        return switch (kind) {
            case SUM -> a + b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            case PROD -> a * b;
        };
    }
}
