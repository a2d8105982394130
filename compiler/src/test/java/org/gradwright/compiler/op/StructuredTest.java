// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.junit.jupiter.api.Test;

/** Values, short cuts and refusals of the operations that move elements or multiply matrices. */
class StructuredTest {
    private static final Size N = Size.free("n");

    private final Bench bench = new Bench();
    private final Ops ops = bench.ops;

    private Node real(Size... sizes) {
        return bench.input(TensorType.real(Shape.of(sizes)));
    }

    private static Size of(long value) {
        return Size.of(value);
    }

    @Test
    void rollGoesRound() {
        Node x = bench.vector(0, 1, 2, 3);
        assertThat(bench.value(ops.roll(x, 0, 1))).containsExactly(3, 0, 1, 2);
        assertThat(bench.value(ops.roll(x, -1, -6))).containsExactly(2, 3, 0, 1);
        assertThat(ops.roll(x, 0, 0)).isSameAs(x);
        assertThatThrownBy(() -> ops.roll(x, 1, 1)).isInstanceOf(TypeError.class);
    }

    @Test
    void slicesFollowPython() {
        Node x = bench.vector(0, 1, 2, 3, 4, 5);
        assertThat(bench.value(ops.slice(x, 0, of(1), of(6), 2))).containsExactly(1, 3, 5);
        assertThat(bench.value(ops.slice(x, 0, of(0), of(6), 4))).containsExactly(0, 4);
        assertThat(bench.value(ops.slice(x, 0, of(5), of(-1), -2))).containsExactly(5, 3, 1);
        assertThat(bench.value(ops.slice(x, 0, of(4), of(1), -3))).containsExactly(4);
        assertThat(bench.value(ops.flip(x, -1))).containsExactly(5, 4, 3, 2, 1, 0);
    }

    @Test
    void slicesOfFreeAxesHaveFreeLengths() {
        Node x = real(N.times(6));
        assertThat(ops.slice(x, 0, of(1), N.times(6), 3).shape()).isEqualTo(Shape.of(N.times(2)));
        assertThat(ops.slice(x, 0, N.times(6).minus(Size.ONE), of(-1), -1).shape())
                .isEqualTo(x.shape());
        refused(() -> ops.slice(x, 0, Size.ZERO, N.times(6), 4), "steps of 4 need a known length, not 6 * n");
    }

    @Test
    void slicesStayInside() {
        Node x = real(of(5), N);
        refused(() -> ops.slice(x, 0, of(2), of(6), 1), "the slice from 2 to 6 leaves axis 0 of real[5, n]");
        refused(() -> ops.slice(x, 0, of(-1), of(2), 1), "the slice from -1 to 2 leaves axis 0 of real[5, n]");
        refused(() -> ops.slice(x, 1, N, N.plus(1), 1), "the slice from n to n + 1 leaves axis 1 of real[5, n]");
        refused(() -> ops.slice(x, 0, of(2), of(2), 1), "the slice of real[5, n] along axis 0 from 2 to 2 is empty");
    }

    @Test
    void padsPutConstantsAroundAndBetween() {
        Node x = bench.vector(1, 2);
        assertThat(bench.value(ops.pad(x, 0, of(1), of(2), 9))).containsExactly(9, 1, 2, 9, 9);
        assertThat(bench.value(ops.node(new Pad(0, of(0), of(1), 2, 0), x))).containsExactly(1, 0, 0, 2, 0);
        refused(
                () -> ops.pad(x, 0, of(-1), of(0), 0),
                "`pad` cannot take away: -1 before and 0 after axis 0 of real[2]");
    }

    @Test
    void concatenatedAxesAddUp() {
        Node sum = ops.concat(List.of(real(N, of(2)), real(of(3), of(2))), 0);
        assertThat(sum.shape()).isEqualTo(Shape.of(N.plus(3), of(2)));
        refused(
                () -> ops.concat(List.of(real(N, of(2)), real(N, of(3))), 0),
                "`concat` along axis 0 needs equal other axes, real[n, 2] is not real[n, 3]");
    }

    @Test
    void whatChangesNothingIsNothing() {
        Node x = real(N, of(2));
        assertThat(ops.transpose(x, 0, 1)).isSameAs(x);
        assertThat(ops.reshape(x, x.shape())).isSameAs(x);
        assertThat(ops.squeeze(ops.expandDims(x, 1), 1)).isSameAs(x);
        assertThat(ops.broadcastTo(x, x.shape())).isSameAs(x);
        assertThat(ops.slice(x, 0, Size.ZERO, N, 1)).isSameAs(x);
        assertThat(ops.pad(x, 0, Size.ZERO, Size.ZERO, 1)).isSameAs(x);
        assertThat(ops.concat(List.of(x), 1)).isSameAs(x);
    }

    @Test
    void reshapesKeepTheCount() {
        assertThat(ops.reshape(real(N, of(6)), Shape.of(of(3), N, of(2)))
                        .shape()
                        .rank())
                .isEqualTo(3);
        refused(
                () -> ops.reshape(real(N, of(6)), Shape.of(N, of(5))),
                "`reshape` cannot turn real[n, 6] into real[n, 5]: 6 * n elements are not 5 * n");
    }

    @Test
    void transposesAndBroadcastsRefuse() {
        refused(
                () -> ops.transpose(real(N, of(6)), 1, 1),
                "`transpose` of real[n, 6] needs each axis of 0..<2 once, not [1, 1]");
        refused(
                () -> ops.broadcastTo(real(N, of(6)), Shape.of(of(4), of(6))),
                "`broadcast_to` cannot extend real[n, 6] to real[4, 6]");
    }

    @Test
    void productsNeedEqualInnerSizes() {
        refused(
                () -> ops.matmul(real(N, of(512)), real(of(784), of(10))),
                "`@` needs equal inner sizes, 512 is not 784: real[n, 512] @ real[784, 10]");
        refused(
                () -> ops.matmul(real(of(3)), real(of(4))),
                "`@` needs equal inner sizes, 3 is not 4: real[3] @ real[4]");
        refused(
                () -> ops.matmul(real(of(2), N, of(3)), real(of(4), of(3), of(5))),
                "`@` cannot fit the leading axes of real[2, n, 3] to those of real[4, 3, 5]");
        refused(
                () -> ops.matmul(ops.constant(1), real(of(3))),
                "`@` takes real vectors and matrices, not real and real[3]");
    }

    @Test
    void stackedRowsMultiplyAsOneMatrix() {
        Node product = ops.matmul(real(N, of(5), of(3)), real(of(3), of(4)));
        assertThat(product.operation()).isEqualTo(new Reshape(Shape.of(N, of(5), of(4))));
        assertThat(product.input(0).shape()).isEqualTo(Shape.of(N.times(5), of(4)));
    }

    @Test
    void indicesAreChecked() {
        Node x = bench.vector(1, 2, 3);
        assertThatThrownBy(() -> bench.value(ops.gather(x, bench.whole(0, 3), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index 3 is not in 0..<3, in gather[axis=0] : real[2]");
        assertThatThrownBy(() -> bench.value(ops.takeAlong(x, bench.whole(-1), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("index -1 is not in 0..<3");
        refused(() -> ops.gather(x, x, 0), "`gather` takes indices of i32, not real[3]");
        refused(
                () -> ops.takeAlong(real(N, of(3)), bench.whole(1), 0),
                "`take_along` needs equal axes except axis 0, real[n, 3] does not fit i32[1]");
        refused(
                () -> ops.scatterAdd(bench.whole(1, 2), x, Shape.of(4), 0),
                "`scatter_add` into real[4] at i32[2] along axis 0 takes real[2], not real[3]");
    }

    @Test
    void gatheredTwiceIsAddedTwice() {
        Node x = bench.vector(1, 2, 3);
        Node taken = ops.gather(x, bench.whole(2, 0, 2), 0);
        assertThat(bench.value(taken)).containsExactly(3, 1, 3);
        assertThat(bench.gradient(taken, x)).containsExactly(1, 0, 2);
        Node along = ops.takeAlong(x, bench.whole(1, 1), 0);
        assertThat(bench.gradient(along, x)).containsExactly(0, 2, 0);
    }

    @Test
    void runningSumsAndProducts() {
        Node x = bench.vector(1, 2, 3);
        assertThat(bench.value(ops.cumsum(x, 0, false, false))).containsExactly(1, 3, 6);
        assertThat(bench.value(ops.cumsum(x, 0, false, true))).containsExactly(0, 1, 3);
        assertThat(bench.value(ops.cumsum(x, -1, true, false))).containsExactly(6, 5, 3);
        assertThat(bench.value(ops.cumsum(x, 0, true, true))).containsExactly(5, 3, 0);
        assertThat(bench.value(ops.cumprod(x, 0))).containsExactly(1, 2, 6);
    }

    @Test
    void oneHotIgnoresWhatIsOutOfRange() {
        assertThat(bench.value(ops.oneHot(bench.whole(1, -1, 2), of(2)))).containsExactly(0, 1, 0, 0, 0, 0);
    }

    @Test
    void equalTablesHaveOnePath() {
        var table = new ConstantTensor(Element.REAL, new Tensor(new int[] {2}, new double[] {1, 2}));
        var same = new ConstantTensor(Element.REAL, new Tensor(new int[] {2}, new double[] {1, 2}));
        var other = new ConstantTensor(Element.REAL, new Tensor(new int[] {2, 1}, new double[] {1, 2}));
        assertThat(table).isEqualTo(same);
        assertThat(table.path()).isEqualTo(same.path()).isNotEqualTo(other.path());
        Node uniform = ops.constant(new Tensor(new int[] {2}, new double[] {3, 3}), Element.REAL);
        assertThat(uniform.operation()).isInstanceOf(BroadcastTo.class);
    }

    @Test
    void drawsDifferByStreamAndRepeat() {
        Node first = ops.randomUniform(Shape.of(8), 1);
        Node second = ops.randomUniform(Shape.of(8), 2);
        assertThat(bench.value(first)).isEqualTo(bench.value(first)).isNotEqualTo(bench.value(second));
        assertThat(Arrays.stream(bench.value(first))).allMatch(u -> u >= 0 && u < 1);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(TypeError.class).hasMessage(message);
    }
}
