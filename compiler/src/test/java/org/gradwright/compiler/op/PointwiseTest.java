// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.junit.jupiter.api.Test;

/** What pointwise operations do at kinks, at constants and with operands that do not fit. */
class PointwiseTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final Bench bench = new Bench();
    private final Ops ops = bench.ops;

    @Test
    void reluIsFlatAtZero() {
        Node x = bench.vector(-1, -0.0, 0, 2);
        assertThat(bench.gradient(ops.relu(x), x)).containsExactly(0, 0, 0, 1);
    }

    @Test
    void absIsFlatAtZero() {
        Node x = bench.vector(-1, 0, 2);
        assertThat(bench.gradient(ops.abs(x), x)).containsExactly(-1, 0, 1);
        assertThat(bench.value(ops.sign(x))).containsExactly(-1, 0, 1);
    }

    @Test
    void clampPassesTheGradientAtItsBounds() {
        Node x = bench.vector(-2, -1, 0, 1, 2);
        assertThat(bench.value(ops.clamp(x, -1, 1))).containsExactly(-1, -1, 0, 1, 1);
        assertThat(bench.gradient(ops.clamp(x, -1, 1), x)).containsExactly(0, 1, 1, 1, 0);
        assertThat(bench.gradient(ops.clamp(x, -1, INFINITY), x)).containsExactly(0, 1, 1, 1, 1);
        assertThat(bench.gradient(ops.clamp(x, -INFINITY, 1), x)).containsExactly(1, 1, 1, 1, 0);
    }

    @Test
    void tiesShareTheGradientInHalves() {
        Node x = bench.vector(1, 2, 3);
        Node y = bench.vector(2, 2, 2);
        assertThat(bench.gradient(ops.maximum(x, y), x)).containsExactly(0, 0.5, 1);
        assertThat(bench.gradient(ops.maximum(x, y), y)).containsExactly(1, 0.5, 0);
        assertThat(bench.gradient(ops.minimum(x, y), x)).containsExactly(1, 0.5, 0);
        assertThat(bench.gradient(ops.minimum(x, y), y)).containsExactly(0, 0.5, 1);
    }

    @Test
    void aBranchNotTakenSpoilsNothing() {
        Node x = bench.vector(-1, 4);
        Node positive = ops.less(ops.constant(0), x);
        Node chosen = ops.where(positive, ops.sqrt(ops.where(positive, x, ops.constant(1))), ops.constant(0));
        assertThat(bench.gradient(chosen, x)).containsExactly(0, 0.25);
    }

    @Test
    void powersByConstantsHaveAllDerivativesAtZero() {
        Node x = bench.vector(0, -2);
        for (int exponent = 0; exponent < 6; exponent++) {
            Node power = ops.pow(x, ops.constant(exponent));
            double slope = exponent * Math.pow(-2, exponent - 1) + 0.0;
            assertThat(bench.gradient(power, x)).containsExactly(exponent == 1 ? 1 : 0, slope);
            double bend = exponent * (exponent - 1) * Math.pow(-2, exponent - 2) + 0.0;
            assertThat(bench.gradient(bench.derived(power, x), x)).containsExactly(exponent == 2 ? 2 : 0, bend);
        }
    }

    @Test
    void powersAtBaseZero() {
        Node base = bench.vector(0, 0, 0, 0, 0);
        Node exponent = bench.vector(0, 1, 2, 3, 0.5);
        Node power = ops.pow(base, exponent);
        assertThat(bench.value(power)).containsExactly(1, 0, 0, 0, 0);
        assertThat(bench.gradient(power, base)).containsExactly(0, 1, 0, 0, INFINITY);
        assertThat(bench.gradient(power, exponent)).containsExactly(0, 0, 0, 0, 0);
        Node slope = bench.derived(power, base);
        assertThat(bench.gradient(slope, base)).startsWith(0, 0, 2, 0);
        assertThat(bench.gradient(bench.derived(power, exponent), exponent)).containsExactly(0, 0, 0, 0, 0);
    }

    @Test
    void aNegativePowerOfZeroFallsWithoutBound() {
        Node exponent = bench.vector(-1, -0.5);
        Node power = ops.pow(bench.vector(0, 0), exponent);
        assertThat(bench.gradient(power, exponent)).containsExactly(-INFINITY, -INFINITY);
    }

    @Test
    void negativeBasesTakeWholeExponents() {
        Node base = bench.vector(-2, -2);
        Node exponent = bench.vector(3, -1);
        assertThat(bench.value(ops.pow(base, exponent))).containsExactly(-8, -0.5);
        assertThat(bench.gradient(ops.pow(base, exponent), base)).containsExactly(12, -0.25);
    }

    @Test
    void integersDivideDownwardsAndNeverFail() {
        Node x = bench.whole(7, -7, 7, -7, 5);
        Node y = bench.whole(2, 2, -2, -2, 0);
        assertThat(bench.value(ops.div(x, y))).containsExactly(3, -4, -4, 3, 0);
        assertThat(bench.value(ops.mod(x, y))).containsExactly(1, 1, -1, -1, 0);
    }

    @Test
    void remaindersHaveTheSignOfTheDivisor() {
        Node x = bench.vector(5.5, -5.5, 5.5, -5.5);
        Node y = bench.vector(2, 2, -2, -2);
        assertThat(bench.value(ops.mod(x, y))).containsExactly(1.5, 0.5, -0.5, -1.5);
    }

    @Test
    void constantsAreFolded() {
        assertThat(ops.add(ops.constant(2), ops.constant(3)).operation())
                .isEqualTo(ops.constant(5).operation());
        Node x = bench.vector(1, 2);
        assertThat(ops.mul(x, ops.constant(1))).isSameAs(x);
        assertThat(ops.add(ops.constant(0), x)).isSameAs(x);
        assertThat(ops.where(ops.truth(true), x, ops.constant(0))).isSameAs(x);
        assertThat(ops.identity(x)).isSameAs(x);
        assertThat(ops.pow(x, ops.constant(1))).isSameAs(x);
        assertThat(ops.pow(x, ops.constant(2)).operation()).isEqualTo(Arithmetic.SQUARE);
    }

    @Test
    void aNeutralOperandStillBroadcasts() {
        Node ones = ops.broadcastTo(ops.constant(1), Shape.of(3, 2));
        Node product = ops.mul(bench.vector(1, 2), ones);
        assertThat(product.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(bench.value(product)).containsExactly(1, 2, 1, 2, 1, 2);
    }

    @Test
    void zeroTimesInfinityStaysUndefined() {
        Node product = ops.mul(bench.vector(INFINITY), ops.constant(0));
        assertThat(bench.value(product)).containsExactly(Double.NaN);
    }

    @Test
    void comparisonsHoldNoGradient() {
        Node x = bench.vector(1, 2);
        Node chosen = ops.where(ops.less(x, ops.constant(1.5)), ops.constant(3), ops.constant(4));
        assertThat(bench.gradient(chosen, x)).containsExactly(0, 0);
    }

    @Test
    void conditionsCanBeCompared() {
        Node x = bench.vector(1, 2, 3);
        Node equal = ops.equal(ops.less(x, ops.constant(2)), ops.less(x, ops.constant(3)));
        assertThat(bench.value(equal)).containsExactly(1, 0, 1);
    }

    @Test
    void freeSizesFitOnlyThemselves() {
        Size n = Size.free("n");
        Node x = bench.input(TensorType.real(Shape.of(n, Size.of(3))));
        Node y = bench.input(TensorType.real(Shape.of(4, 3)));
        Node z = bench.input(TensorType.real(Shape.of(n.plus(1), Size.of(3))));
        assertThatThrownBy(() -> ops.add(x, y))
                .isInstanceOf(TypeError.class)
                .hasMessage("`add` cannot fit n to 4 in axis 0 of real[n, 3] and real[4, 3]");
        assertThatThrownBy(() -> ops.add(x, z))
                .isInstanceOf(TypeError.class)
                .hasMessage("`add` cannot fit n to n + 1 in axis 0 of real[n, 3] and real[n + 1, 3]");
    }

    @Test
    void elementsAreNotMixed() {
        Node x = bench.vector(1, 2);
        assertThatThrownBy(() -> ops.add(x, ops.whole(1)))
                .isInstanceOf(TypeError.class)
                .hasMessage("`add` takes real and real, not real[2] and i32");
        assertThatThrownBy(() -> ops.where(x, x, x))
                .isInstanceOf(TypeError.class)
                .hasMessage("`where` takes bool and real and real, not real[2] and real[2] and real[2]");
        assertThatThrownBy(() -> ops.not(x)).isInstanceOf(TypeError.class).hasMessage("`not` takes bool, not real[2]");
    }

    @Test
    void namesAndAttributesIdentifyAnOperation() {
        assertThat(Selection.clamp(0, 1)).isEqualTo(Selection.clamp(0, 1)).isNotEqualTo(Selection.clamp(0, 2));
        assertThat(Pointwise.byName()).containsEntry("tanh", Transcendental.TANH);
    }

    @Test
    void backwardOfTanhReadsOnlyTheResult() {
        Node x = bench.vector(0.5);
        Node y = ops.tanh(x);
        Node slope = bench.derived(y, x);
        var read = Nodes.topological(List.of(slope));
        var readers = read.stream().filter(n -> n != y && n.inputs().contains(x));
        assertThat(readers).isEmpty();
    }
}
