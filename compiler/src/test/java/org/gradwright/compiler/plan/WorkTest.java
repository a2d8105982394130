// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.fuse.Fusion;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Ops;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static final Ops G = Ops.at(Origin.NONE);
    private static final Size BATCH = Size.free("batch");

    private static Node input(String name, Size... sizes) {
        return Node.of(new Input(name, TensorType.real(Shape.of(sizes))), Origin.NONE, List.of());
    }

    private static Work of(Node output, Precision precision, int batch) {
        var spec = new ProgramSpec("predict", Map.of(), Map.of("y", output), Map.of());
        return Work.of(Fusion.fuse(spec), precision, Map.of("batch", batch));
    }

    @Test
    void anElementwiseChainReadsAndWritesOnce() {
        Node x = input("x", BATCH, Size.of(10));
        Work work = of(G.add(G.mul(x, G.constant(3)), G.constant(1)), Precision.F32, 7);
        assertThat(work.bytes()).isEqualTo(2 * 70 * 4);
        assertThat(work.operations()).isEqualTo(2 * 70);
    }

    @Test
    void aProductOfMatricesTakesTwoOperationsForEachPair() {
        Node x = input("x", BATCH, Size.of(20));
        Node w = input("w", Size.of(20), Size.of(30));
        Work work = of(G.matmul(x, w), Precision.F64, 5);
        assertThat(work.operations()).isBetween(2L * 5 * 20 * 30 - 5 * 30, 2L * 5 * 20 * 30);
        assertThat(work.bytes()).isEqualTo(8 * (5 * 20 + 20 * 30 + 5 * 30));
    }

    @Test
    void growsWithTheBatch() {
        Node x = input("x", BATCH, Size.of(10));
        Node y = G.exp(x);
        assertThat(of(y, Precision.F32, 12).operations())
                .isEqualTo(3 * of(y, Precision.F32, 4).operations());
    }
}
