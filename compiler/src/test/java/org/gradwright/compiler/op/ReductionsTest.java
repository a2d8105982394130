// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.junit.jupiter.api.Test;

/** Reductions at ties, zeros and infinities. */
class ReductionsTest {
    private static final List<Integer> FIRST = List.of(0);
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Bench bench = new Bench();
    private final Ops ops = bench.ops;

    @Test
    void theTiedShareEqually() {
        Node x = bench.vector(3, 1, 3, 3);
        double third = 1.0 / 3;
        assertThat(bench.gradient(ops.max(x, FIRST, false), x)).containsExactly(third, 0, third, third);
        assertThat(bench.gradient(ops.min(x, FIRST, true), x)).containsExactly(0, 1, 0, 0);
    }

    @Test
    void theFirstOfTheTiedIsTheArgument() {
        Node x = bench.vector(1, 3, 3, 1);
        assertThat(bench.value(ops.argmax(x, 0, false))).containsExactly(1);
        assertThat(bench.value(ops.argmin(x, 0, false))).containsExactly(0);
        assertThat(bench.value(ops.argmax(bench.vector(-INFINITY, -INFINITY), 0, false)))
                .containsExactly(0);
    }

    @Test
    void productsWithZerosHaveGradients() {
        assertThat(productGradient(2, 3, 4)).containsExactly(12, 8, 6);
        assertThat(productGradient(2, 0, 4)).containsExactly(0, 8, 0);
        assertThat(productGradient(0, 0, 4)).containsExactly(0, 0, 0);
    }

    private double[] productGradient(double... values) {
        Node x = bench.vector(values);
        return bench.gradient(ops.prod(x, FIRST, false), x);
    }

    @Test
    void productsWithZerosHaveSecondDerivatives() {
        Node x = bench.vector(0, 0, 4);
        Node slope = bench.derived(ops.prod(x, FIRST, false), x);
        Node second = ops.sum(ops.mul(slope, bench.vector(1, 0, 0)), FIRST, false);
        assertThat(bench.gradient(second, x)).containsExactly(0, 4, 0);
    }

    @Test
    void theNormIsFlatAtZero() {
        Node x = bench.vector(0, 0);
        assertThat(bench.value(ops.norm(x, FIRST, false))).containsExactly(0);
        assertThat(bench.gradient(ops.norm(x, FIRST, false), x)).containsExactly(0, 0);
    }

    @Test
    void logSumExpTakesLargeAndInfiniteValues() {
        assertThat(logSumExp(1000, 1000)).isCloseTo(1000 + Math.log(2), within(1e-12));
        assertThat(logSumExp(-1000, -1000)).isCloseTo(-1000 + Math.log(2), within(1e-12));
        assertThat(logSumExp(-INFINITY, 2)).isEqualTo(2);
        assertThat(logSumExp(-INFINITY, -INFINITY)).isEqualTo(-INFINITY);
        assertThat(logSumExp(INFINITY, 2)).isEqualTo(INFINITY);
    }

    private double logSumExp(double... values) {
        return bench.value(ops.logsumexp(bench.vector(values), FIRST, false))[0];
    }

    @Test
    void logSumExpPassesNothingToMinusInfinity() {
        Node x = bench.vector(-INFINITY, 2, 2);
        assertThat(bench.gradient(ops.logsumexp(x, FIRST, false), x)).containsExactly(0, 0.5, 0.5);
    }

    @Test
    void meansOfFreeSizesDivideByTheCount() {
        Node x = ops.toReal(ops.iota(Shape.of(Size.free("n"), Size.free("m")), 0));
        assertThat(bench.value(ops.mean(x, List.of(0, 1), false))).containsExactly(1);
        assertThat(bench.value(ops.var(x, FIRST, false, 1))).containsExactly(1, 1);
    }

    @Test
    void nothingIsReducedOverNoAxes() {
        Node x = bench.vector(1, 2);
        assertThat(ops.sum(x, List.of(), false)).isSameAs(x);
        assertThat(ops.sumTo(x, x.shape())).isSameAs(x);
    }

    @Test
    void conditionsHaveNoMaximum() {
        Node x = bench.input(TensorType.bool(Shape.of(2)));
        assertThatThrownBy(() -> ops.max(x, FIRST, false))
                .isInstanceOf(TypeError.class)
                .hasMessage("`max` takes numbers, not bool[2]");
        assertThatThrownBy(() -> ops.argmax(x, 0, false))
                .isInstanceOf(TypeError.class)
                .hasMessage("`argmax` takes numbers, not bool[2]");
        assertThatThrownBy(() -> ops.sum(x, List.of(1), false))
                .isInstanceOf(TypeError.class)
                .hasMessage("axis 1 is not in [2], which has rank 1");
    }
}
