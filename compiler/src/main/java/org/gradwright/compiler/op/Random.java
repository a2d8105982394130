// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.runtime.CounterRandom;

/**
 * Independent draws, a function of (seed, step, stream, element): whoever needs them again computes them again.
 *
 * @param stream distinguishes the draws of one step
 */
public record Random(Kind kind, Shape shape, int stream) implements Source {
    /** The distribution. */
    public enum Kind {
        /** On [0, 1). */
        UNIFORM,
        /** With mean 0 and variance 1. */
        NORMAL
    }

    @Override
    public String name() {
        return "random_" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String attributes() {
        return "[shape=" + shape + ", stream=" + stream + "]";
    }

    @Override
    public Random fix(Map<String, ? extends Number> sizes) {
        return new Random(kind, shape.fix(sizes), stream);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return TensorType.real(shape);
    }

    @Override
    public Lowering lowering(Node node) {
        Fn draw = kind == Kind.UNIFORM ? Fn.RANDOM_UNIFORM : Fn.RANDOM_NORMAL;
        return new Lowering.Elementwise((inputs, index) -> Expr.call(draw, Givens.key(stream), position(index)));
    }

    private Expr position(List<Expr> index) {
        Expr position = Expr.whole(0);
        for (int axis = 0; axis < index.size(); axis++) {
            position = position.times(shape.size(axis).expr()).plus(index.get(axis));
        }
        return position;
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        int key = CounterRandom.key(evaluation.seed(), evaluation.step(), stream);
        Tensor result = Tensor.zeros(shape.evaluate(evaluation.sizes()));
        for (int i = 0; i < result.data().length; i++) {
            result.data()[i] = kind == Kind.UNIFORM ? CounterRandom.uniform(key, i) : CounterRandom.normal(key, i);
        }
        return result;
    }
}
