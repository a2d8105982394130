// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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

class FusionTest {
    private static final Ops G = Ops.at(Origin.NONE);
    private static final Size BATCH = Size.free("batch");

    private static Node input(String path, Size... sizes) {
        return Node.of(new Input(path, TensorType.real(Shape.of(sizes))), Origin.NONE, List.of());
    }

    private static Node state(String path, long... sizes) {
        return Node.of(new Variable(Variable.Kind.STATE, path, Shape.of(sizes), "zeros"), Origin.NONE, List.of());
    }

    private static KernelProgram outputs(Map<String, Node> outputs) {
        return Fusion.fuse(new ProgramSpec("predict", Map.of(), outputs, Map.of()));
    }

    private static KernelProgram updates(Map<String, Node> next) {
        return Fusion.fuse(new ProgramSpec("step", Map.of(), Map.of(), next));
    }

    @Test
    void biasAndActivationFollowTheContractionInItsRegisters() {
        Node x = input("x", BATCH, Size.of(8));
        Node h = G.relu(G.add(G.matmul(x, state("W", 8, 12)), state("b", 12)));
        KernelProgram program = outputs(Map.of("h", h));
        assertThat(program.kernels()).hasSize(1);
        assertThat(program.toString()).contains("max(").contains("fma(");
    }

    @Test
    void functionsThatWouldSpillATileGetALoopOfTheirOwn() {
        Node x = input("x", BATCH, Size.of(8));
        Node h = G.tanh(G.add(G.matmul(x, state("W", 8, 12)), state("b", 12)));
        assertThat(outputs(Map.of("h", h)).kernels()).hasSize(2);
    }

    @Test
    void aFunctionOfShortRowsHasAVectorForm() {
        Node x = input("x", BATCH, Size.of(16));
        Node h = G.tanh(G.add(G.matmul(x, state("W", 16, 8)), state("b", 8)));
        assertThat(outputs(Map.of("h", h)).kernels().get(1).vectorForm()).isNotEmpty();
    }

    @Test
    void aChainOfPointwiseOperationsIsOneKernelWithoutTemporaries() {
        Node x = input("x", BATCH, Size.of(8));
        KernelProgram program = outputs(Map.of("y", G.exp(G.mul(G.sin(x), G.add(x, G.constant(2))))));
        assertThat(program.kernels()).hasSize(1);
        assertThat(program.buffers().values()).noneMatch(b -> b.kind() == BufferInfo.Kind.TEMPORARY);
    }

    @Test
    void whatOneTensorAndStatisticsOfItsRowsGiveNeedsNoMemory() {
        Node x = input("x", BATCH, Size.of(128));
        Node centred = G.sub(x, G.mean(x, List.of(1), true));
        Node variance = G.mean(G.square(centred), List.of(1), true);
        Node normed = G.mul(centred, G.reciprocal(G.sqrt(variance)));
        KernelProgram program = outputs(Map.of("y", normed, "z", G.mul(centred, variance)));
        assertThat(program.buffers().values())
                .filteredOn(b -> b.kind() == BufferInfo.Kind.TEMPORARY)
                .extracting(BufferInfo::count)
                .isNotEmpty()
                .doesNotContain(BATCH.times(128));
    }

    @Test
    void elementwiseKernelsRunInOneFlatLoop() {
        Node x = input("x", BATCH, Size.of(8));
        assertThat(outputs(Map.of("y", G.neg(G.abs(x)))).toString())
                .contains("for i0 in 0..<8 * batch")
                .doesNotContain("i1");
    }

    @Test
    void largeKernelsCanBeComputedInParts() {
        Node x = input("x", BATCH, Size.of(512));
        KernelProgram flat = outputs(Map.of("y", G.neg(G.sin(x))));
        assertThat(flat.toString()).contains("for i0 in #from..<#to");
        assertThat(flat.splits().values()).extracting(Split::extent).containsExactly(BATCH.times(512));
        assertThat(splitOfProduct(x, 128)).isEqualTo(BATCH);
        assertThat(splitOfProduct(x, 1024)).isEqualTo(Size.of(1024));
    }

    private static Size splitOfProduct(Node x, int columns) {
        Node w = input("w", Size.of(512), Size.of(columns));
        return outputs(Map.of("y", G.matmul(x, w)))
                .splits()
                .values()
                .iterator()
                .next()
                .extent();
    }

    /** One step of gradient descent on a layer's weights. */
    private static Node descent(Node x, Node y, Node w) {
        Node gradient = G.matmul(G.transpose(x, 1, 0), G.sub(G.matmul(x, w), y));
        return G.sub(w, G.mul(G.constant(0.1), gradient));
    }

    @Test
    void aGradientIsComputedInBandsOfRowsThatTheUpdateReadsFromCache() {
        Node w = state("W", 500, 300);
        Node next = descent(input("x", BATCH, Size.of(500)), input("y", BATCH, Size.of(300)), w);
        KernelProgram program = updates(Map.of("W", next));
        assertThat(program.kernels()).extracting("name").endsWith("update_W").hasSize(2);
        Split split = program.splits().get("update_W");
        assertThat(split.extent()).isEqualTo(Size.of(500));
        assertThat(split.granule()).isEqualTo(12);
        assertThat(split.block()).isEqualTo(72);
        assertThat(split.most()).isEqualTo(6);
        assertThat(program.buffers().values()).extracting(BufferInfo::count).contains(Size.of(6 * 72 * 300));
    }

    @Test
    void aBandCopiesTheRowsThatItBroadcasts() {
        Node w = state("W", 500, 300);
        Node next = descent(input("x", BATCH, Size.of(500)), input("y", BATCH, Size.of(300)), w);
        KernelProgram program = updates(Map.of("W", next));
        assertThat(program.buffers().values()).extracting(BufferInfo::count).contains(BATCH.times(6 * 72));
    }

    @Test
    void aGradientThatOthersReadTooIsComputedAsAWhole() {
        Node w = state("W", 500, 300);
        Node next = descent(input("x", BATCH, Size.of(500)), input("y", BATCH, Size.of(300)), w);
        Node gradient = next.input(1).input(1);
        KernelProgram program =
                Fusion.fuse(new ProgramSpec("step", Map.of(), Map.of("g", gradient), Map.of("W", next)));
        assertThat(program.splits().get("update_W").extent()).isEqualTo(Size.of(500 * 300));
    }

    @Test
    void aSmallGradientIsComputedAsAWhole() {
        Node w = state("W", 50, 30);
        Node next = descent(input("x", BATCH, Size.of(50)), input("y", BATCH, Size.of(30)), w);
        assertThat(updates(Map.of("W", next)).kernels()).hasSize(3);
    }

    @Test
    void transposesAndReshapesAreReadNotCopied() {
        Node x = input("x", Size.of(6), Size.of(4));
        Node y = G.reshape(G.transpose(x, 1, 0), Shape.of(2, 12));
        KernelProgram program = outputs(Map.of("y", G.exp(y)));
        assertThat(program.kernels()).hasSize(1);
    }

    @Test
    void anExpensiveValueThatManyNeedIsKept() {
        Node x = input("x", BATCH, Size.of(16));
        Node e = G.exp(x);
        KernelProgram program = outputs(Map.of("y", G.matmul(e, state("W", 16, 16))));
        assertThat(program.kernels()).hasSize(2);
    }

    @Test
    void updatesAreWrittenInPlace() {
        Node w = state("w", 5);
        KernelProgram program = updates(Map.of("w", G.mul(w, G.constant(0.5))));
        assertThat(program.kernels()).hasSize(1);
        assertThat(program.kernels().get(0).writes()).extracting("name").containsExactly("w");
    }

    @Test
    void statesThatSwapGoThroughMemoryOfTheirOwn() {
        Node a = state("a", 2, 3);
        Node b = state("b", 3, 2);
        KernelProgram program = updates(Map.of("a", G.exp(G.transpose(b, 1, 0)), "b", G.exp(G.transpose(a, 1, 0))));
        assertThat(program.kernels()).extracting("name").anyMatch(n -> n.toString()
                .startsWith("copy_"));
    }

    @Test
    void anOverwrittenWeightIsReadBefore() {
        Node w = state("w", 4, 4);
        Node x = input("x", BATCH, Size.of(4));
        Node y = G.matmul(x, w);
        Node next = G.sub(w, G.matmul(G.transpose(x, 1, 0), y));
        var program = Fusion.fuse(new ProgramSpec("step", Map.of(), Map.of("y", y), Map.of("w", next)));
        List<String> writers = program.kernels().stream()
                .map(k -> k.writes().iterator().next().name())
                .toList();
        assertThat(writers.indexOf("w")).isEqualTo(writers.size() - 1);
    }
}
