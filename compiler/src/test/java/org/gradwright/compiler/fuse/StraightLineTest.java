// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.op.Ops;
import org.junit.jupiter.api.Test;

class StraightLineTest {
    private static final Ops G = Ops.at(Origin.NONE);
    private static final Size BATCH = Size.free("batch");

    private static Node input(String path, Size... sizes) {
        return Node.of(new Input(path, TensorType.real(Shape.of(sizes))), Origin.NONE, List.of());
    }

    private static Node state(String path, long... sizes) {
        return Node.of(new Variable(Variable.Kind.STATE, path, Shape.of(sizes), "zeros"), Origin.NONE, List.of());
    }

    private static Optional<KernelProgram> outputs(Node output) {
        return StraightLine.of(new ProgramSpec("predict", Map.of(), Map.of("y", output), Map.of()));
    }

    private static Optional<KernelProgram> updates(Map<String, Node> next) {
        return StraightLine.of(new ProgramSpec("step", Map.of(), Map.of(), next));
    }

    @Test
    void aSmallNetworkIsOneLoopOverTheExamplesWithoutTemporaries() {
        Node x = input("x", BATCH, Size.of(3));
        Node w = state("W", 3, 2);
        Node h = G.tanh(G.add(G.matmul(x, w), state("b", 2)));
        Node next = G.sub(w, G.mul(G.constant(0.1), G.matmul(G.transpose(x, 1, 0), h)));
        KernelProgram program = updates(Map.of("W", next)).orElseThrow();
        assertThat(program.kernels()).hasSize(1);
        assertThat(program.buffers().values()).noneMatch(b -> b.kind() == BufferInfo.Kind.TEMPORARY);
        assertThat(program.toString()).containsOnlyOnce("for ").containsOnlyOnce("W[5] = fma(");
    }

    @Test
    void blocksOfExamplesHaveSixteenPartialSums() {
        Node x = input("x", BATCH, Size.of(1));
        Node w = state("w", 1);
        Node next = G.sub(w, G.mean(G.mul(w, x), List.of(0, 1), false));
        KernelProgram program =
                updates(Map.of("w", G.reshape(next, Shape.of(1)))).orElseThrow();
        assertThat(program.kernels()).hasSize(3);
        assertThat(program.kernels().get(0).vectorForm()).hasSize(1);
        assertThat(program.toString())
                .contains("by 16")
                .contains("partials#1[lane]")
                .contains("next a")
                .contains("sums#1[0]");
    }

    @Test
    void withoutExamplesThereIsNoLoop() {
        Node w = state("w", 2, 2);
        assertThat(updates(Map.of("w", G.matmul(w, w))).orElseThrow().toString())
                .doesNotContain("for ")
                .contains("w[3] = fma(v0_w_1_1, v0_w_1_1, v0_w_1_0 * v0_w_0_1)");
    }

    @Test
    void statesSwapWithoutMemoryOfTheirOwn() {
        Node a = state("a", 2, 3);
        Node b = state("b", 3, 2);
        Map<String, Node> next = Map.of("a", G.transpose(b, 1, 0), "b", G.transpose(a, 1, 0));
        String text = updates(next).orElseThrow().toString();
        assertThat(text.indexOf("b[0] = ")).isGreaterThan(text.lastIndexOf("= b["));
        assertThat(text.indexOf("a[0] = ")).isGreaterThan(text.lastIndexOf("= a["));
    }

    @Test
    void aBiasBeginsTheChain() {
        Node x = input("x", BATCH, Size.of(2));
        Node y = G.add(G.matmul(x, state("W", 2, 1)), state("b", 1));
        assertThat(outputs(y).orElseThrow().toString()).contains("fma(v0_x_1, v1_W_1, fma(v0_x_0, v1_W_0, v3_b))");
    }

    @Test
    void aReluWhoseDerivativeAsksAgainIsABranch() {
        Node w = state("w");
        Node x = input("x");
        Node h = G.maximum(G.mul(w, x), G.constant(0));
        Node next = G.sub(w, G.where(G.greater(h, G.constant(0)), G.mul(h, x), G.constant(0)));
        assertThat(updates(Map.of("w", next)).orElseThrow().toString())
                .contains("v4_ = select(v4__before <= 0.0, 0.0, v4__before)")
                .doesNotContain("max(");
        assertThat(outputs(h).orElseThrow().toString()).contains("max(");
    }

    @Test
    void theDifferenceOfProductsIsNotContracted() {
        Node x = input("x");
        Node y = input("y");
        assertThat(outputs(G.sub(G.mul(x, x), G.mul(y, y))).orElseThrow().toString())
                .doesNotContain("fma");
    }

    @Test
    void whatIsLargeOrNeedsTheSumFirstIsLeftToLoops() {
        Node large = input("x", BATCH, Size.of(40));
        assertThat(outputs(G.matmul(large, state("W", 40, 40)))).isEmpty();
        Node x = input("x", BATCH, Size.of(2));
        assertThat(outputs(G.sub(x, G.mean(x, List.of(0), true)))).isEmpty();
        Node wide = input("x", BATCH, Size.free("time"));
        assertThat(outputs(G.exp(wide))).isEmpty();
    }

    @Test
    void placesThatAreDataAreLeftToLoops() {
        Node index = G.toI32(input("i", BATCH));
        assertThat(outputs(G.gather(state("table", 5), index, 0))).isEmpty();
    }
}
