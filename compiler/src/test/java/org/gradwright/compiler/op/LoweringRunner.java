// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Given;
import org.gradwright.compiler.kernel.Expr.Load;
import org.gradwright.compiler.kernel.Expr.Whole;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.ScalarEvaluator;
import org.gradwright.runtime.CounterRandom;

/** Carries out a lowering rule as it is written, and fails when it reads out of range, in a branch not taken too. */
final class LoweringRunner implements Lowering.Reader {
    private final Node node;
    private final List<Tensor> inputs;
    private final Evaluation evaluation;

    private LoweringRunner(Node node, List<Tensor> inputs, Evaluation evaluation) {
        this.node = node;
        this.inputs = inputs;
        this.evaluation = evaluation;
    }

    static Tensor run(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return new LoweringRunner(node, inputs, evaluation).run();
    }

    private Tensor run() {
        Lowering lowering = node.operation().lowering(node);
        int[] shape = node.shape().evaluate(evaluation.sizes());
        if (lowering instanceof Lowering.Elementwise elementwise) {
            return Tensors.fill(shape, index -> value(elementwise.rule().at(this, wholes(index))));
        }
        if (lowering instanceof Lowering.Fold fold) {
            return Tensors.fill(shape, index -> fold(fold, wholes(index)));
        }
        if (lowering instanceof Lowering.Scatter scatter) {
            return scatter(scatter, Tensor.zeros(shape));
        }
        return lowering instanceof Lowering.Alias
                ? new Tensor(shape, inputs.get(0).data())
                : node.operation().evaluate(node, inputs, evaluation);
    }

    private double fold(Lowering.Fold fold, List<Expr> outer) {
        List<Expr> accumulators = fold.initial();
        for (int[] inner : indices(fold.extents())) {
            List<Expr> next = fold.step().next(this, outer, wholes(inner), accumulators);
            accumulators = next.stream().map(this::settled).toList();
        }
        return value(accumulators.get(fold.result()));
    }

    private Tensor scatter(Lowering.Scatter scatter, Tensor result) {
        for (int[] source : indices(scatter.extents())) {
            int[] target = scatter.target().at(this, wholes(source)).stream()
                    .mapToInt(e -> (int) value(e))
                    .toArray();
            result.data()[result.position(target)] += value(scatter.value().at(this, wholes(source)));
        }
        return result;
    }

    private List<int[]> indices(List<Size> extents) {
        Tensor space = Tensor.zeros(new Shape(extents).evaluate(evaluation.sizes()));
        return IntStream.range(0, space.data().length).mapToObj(space::index).toList();
    }

    private static List<Expr> wholes(int[] index) {
        return Arrays.stream(index).mapToObj(Expr::whole).toList();
    }

    private Expr settled(Expr expr) {
        return expr.type() == Scalar.INT ? Expr.whole((int) value(expr)) : Expr.real(value(expr));
    }

    private double value(Expr expr) {
        return new ScalarEvaluator(this::leaf).evaluate(expr);
    }

    private double leaf(Expr leaf) {
        if (leaf instanceof Load load) {
            int input = Integer.parseInt(load.buffer().name());
            return inputs.get(input).data()[((Whole) load.index()).value()];
        }
        Given given = (Given) leaf;
        if (Givens.isStep(given)) {
            return evaluation.step();
        }
        return Givens.isKey(given)
                ? CounterRandom.key(evaluation.seed(), evaluation.step(), Givens.stream(given))
                : evaluation.sizes().get(given.name());
    }

    @Override
    public Expr read(int input, List<Expr> index) {
        int[] shape = inputs.get(input).shape();
        var checked = new ArrayList<Expr>(index);
        Expr position = Expr.whole(0);
        for (int axis = 0; axis < shape.length; axis++) {
            Expr inside = Expr.call(Fn.CHECKED, checked.get(axis), Expr.whole(shape[axis]));
            position = position.times(shape[axis]).plus(inside);
        }
        return readLinear(input, position);
    }

    @Override
    public Expr readLinear(int input, Expr position) {
        Element element = node.input(input).type().element();
        Scalar stored = element == Element.REAL ? Scalar.REAL : Scalar.INT;
        Expr load = new Load(new Buffer(Integer.toString(input), stored), position);
        return element == Element.BOOL ? Expr.call(Fn.NE, load, Expr.whole(0)) : load;
    }
}
