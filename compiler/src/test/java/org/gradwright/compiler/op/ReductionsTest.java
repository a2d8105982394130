// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
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

    /** Long enough to be computed in blocks of blocks, with one zero, with two, and with none. */
    @Test
    void longProductsHaveTheGradientsOfShortOnes() {
        for (List<Integer> zeros : List.of(List.<Integer>of(), List.of(300), List.of(17, 599))) {
            double[] values = new double[600];
            Arrays.setAll(values, i -> zeros.contains(i) ? 0 : 1 + 0.3 * Math.sin(i));
            double[] gradient = productGradient(values);
            double[] running = runningGradient(values);
            for (int i : new int[] {0, 16, 17, 299, 300, 512, 599}) {
                assertThat(gradient[i]).as("%s %s", zeros, i).isCloseTo(product(values, i, 599), close(gradient[i]));
                double sum = 0;
                for (int last = i; last < 600; last++) {
                    sum += product(values, i, last);
                }
                assertThat(running[i]).as("%s %s", zeros, i).isCloseTo(sum, close(sum));
            }
        }
    }

    private static Offset<Double> close(double value) {
        return within(1e-12 * (1 + Math.abs(value)));
    }

    private double[] runningGradient(double... values) {
        Node x = bench.vector(values);
        return bench.gradient(ops.sum(ops.cumprod(x, 0), FIRST, false), x);
    }

    /** Of all up to the last but one. */
    private static double product(double[] values, int without, int last) {
        double product = 1;
        for (int i = 0; i <= last; i++) {
            product *= i == without ? 1 : values[i];
        }
        return product;
    }

    @Test
    void longSumsRunInAllDirections() {
        double[] values = new double[600];
        Arrays.setAll(values, i -> i % 7 - 2.5);
        Node x = bench.vector(values);
        double sum = Arrays.stream(values).sum();
        double[] upTo = bench.value(ops.cumsum(x, 0, false, false));
        double[] before = bench.value(ops.cumsum(x, 0, false, true));
        double[] from = bench.value(ops.cumsum(x, 0, true, false));
        double[] behind = bench.value(ops.cumsum(x, 0, true, true));
        double running = 0;
        for (int i = 0; i < 600; i++) {
            assertThat(before[i]).isEqualTo(running);
            assertThat(from[i]).isEqualTo(sum - running);
            running += values[i];
            assertThat(upTo[i]).isEqualTo(running);
            assertThat(behind[i]).isEqualTo(sum - running);
        }
    }

    /** No node is as large as the square of the axis. */
    @Test
    void longOnesTakeTimeThatGrowsWithTheAxis() {
        Node x = bench.vector(new double[4000]);
        Node slope = bench.derived(ops.sum(ops.cumprod(x, 0), FIRST, false), x);
        assertThat(Nodes.topological(List.of(slope)))
                .allMatch(n -> n.shape().count().known() <= 4096 * 16 * 16);
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
