// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.interpret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.op.Ops;
import org.junit.jupiter.api.Test;

class InterpreterTest {
    private static final Ops OPS = Ops.at(new Origin("a.graph", 3, 7, ""));

    private final Node x = OPS.node(new Input("x", TensorType.real(Shape.of(Size.free("n")))));

    private static Evaluation with(Map<String, Tensor> stored) {
        return new Evaluation(Map.of("n", 2), stored, false, 1, 5);
    }

    @Test
    void evaluatesSeveralRoots() {
        var stored = Map.of("x", new Tensor(new int[] {2}, new double[] {1, 2}));
        Node sum = OPS.sum(x, List.of(0), false);
        List<Tensor> values = Interpreter.evaluate(List.of(OPS.mul(x, sum), sum, OPS.training()), with(stored));
        assertThat(values.get(0).data()).containsExactly(3, 6);
        assertThat(values.get(1).data()).containsExactly(3);
        assertThat(values.get(2).data()).containsExactly(0);
    }

    @Test
    void aStepScalarKnowsTheStep() {
        Expr decay = Expr.call(Fn.POW, Givens.step().constantLike(0.5), Givens.step());
        Node bias = OPS.stepScalar(decay.constantLike(1).minus(decay));
        assertThat(Interpreter.evaluate(bias, with(Map.of())).data()).containsExactly(1 - 1.0 / 32);
    }

    @Test
    void deepGraphsDoNotOverflowTheStack() {
        Node deep = x;
        for (int i = 0; i < 20_000; i++) {
            deep = OPS.sin(deep);
        }
        var stored = Map.of("x", Tensor.zeros(2));
        assertThat(Interpreter.evaluate(deep, with(stored)).data()).containsExactly(0, 0);
    }

    @Test
    void aMissingValueIsNamed() {
        assertThatThrownBy(() -> Interpreter.evaluate(OPS.sin(x), with(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no value for x, in input x : real[n] at a.graph:3:7");
    }

    @Test
    void aValueOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> Interpreter.evaluate(x, with(Map.of("x", Tensor.zeros(3)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the value of input x : real[n] at a.graph:3:7 has shape [3]");
    }
}
