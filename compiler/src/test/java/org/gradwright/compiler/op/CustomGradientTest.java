// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.TypeError;
import org.junit.jupiter.api.Test;

class CustomGradientTest {
    private final Bench bench = new Bench();
    private final Ops ops = bench.ops;

    /** The rounding that pretends to be the identity. */
    private Node straightThrough(Node x) {
        Node hole = ops.hole("cotangent", x.type());
        return ops.customGradient(ops.round(x), List.of(x), hole, List.of(hole));
    }

    @Test
    void theGradientIsTheGivenOne() {
        Node x = bench.vector(0.6, 1.2);
        assertThat(bench.value(straightThrough(x))).containsExactly(1, 1);
        assertThat(bench.gradient(ops.square(straightThrough(x)), x)).containsExactly(2, 2);
    }

    @Test
    void oneInsideAnotherKeepsItsOwnHole() {
        Node x = bench.vector(0.6, 1.2);
        Node inner = straightThrough(ops.mul(x, ops.constant(3)));
        assertThat(bench.gradient(straightThrough(inner), x)).containsExactly(3, 3);
    }

    @Test
    void strippedNothingRemains() {
        Node x = bench.vector(0.6);
        Node plain = CustomGradient.strip(List.of(ops.exp(straightThrough(x)))).get(0);
        assertThat(plain.input(0).operation()).isEqualTo(Arithmetic.ROUND);
    }

    @Test
    void theGivenGradientMustFit() {
        Node x = bench.vector(0.6);
        Node hole = ops.hole("cotangent", x.type());
        Node wrong = ops.expandDims(hole, 0);
        assertThatThrownBy(() -> ops.customGradient(ops.round(x), List.of(x), hole, List.of(wrong)))
                .isInstanceOf(TypeError.class)
                .hasMessage("the gradient by a value of type real[1] has type real[1, 1]");
        assertThatThrownBy(() -> ops.customGradient(ops.round(x), List.of(x), hole, List.of()))
                .isInstanceOf(TypeError.class)
                .hasMessage("a custom gradient needs one cotangent for each of 1 values");
    }

    @Test
    void aHoleHasNoValue() {
        Node hole = ops.hole("cotangent", bench.scalar(1).type());
        assertThatThrownBy(() -> bench.value(hole)).hasMessage("no value for cotangent, in hole cotangent : real");
    }
}
