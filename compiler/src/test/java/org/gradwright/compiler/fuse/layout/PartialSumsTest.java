// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.fuse.Fusion;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.op.Ops;
import org.junit.jupiter.api.Test;

class PartialSumsTest {
    private static final Ops G = Ops.at(Origin.NONE);
    private static final Size BATCH = Size.free("batch");

    private static Node input(Size... sizes) {
        return Node.of(new Input("x", TensorType.real(Shape.of(sizes))), Origin.NONE, List.of());
    }

    private static ProgramSpec spec(Node y) {
        return new ProgramSpec("predict", Map.of(), Map.of("y", y), Map.of());
    }

    private static Node parted(Node y) {
        return PartialSums.apply(spec(y)).outputs().get("y");
    }

    @Test
    void theSumOfAllElementsIsThatOfTheColumns() {
        Node y = G.sum(G.square(input(BATCH, Size.of(32))), List.of(0, 1), false);
        List<Kernel> kernels = Fusion.fuse(spec(y)).kernels();
        assertThat(parted(y).type()).isEqualTo(y.type());
        assertThat(kernels).hasSize(2);
        assertThat(kernels.get(0).vectorForm()).isNotEmpty();
    }

    @Test
    void axesThatStayAreKept() {
        Node x = input(Size.of(5), BATCH, Size.of(20));
        assertThat(parted(G.max(x, List.of(1, 2), true)).shape()).isEqualTo(Shape.of(5, 1, 1));
        assertThat(parted(G.sum(x, List.of(0, 2), false)).shape()).isEqualTo(Shape.of(BATCH));
    }

    @Test
    void aSumAlongLongRowsIsThatOfItsParts() {
        Node y = G.max(input(BATCH, Size.of(64)), List.of(1), true);
        List<Kernel> kernels = Fusion.fuse(spec(y)).kernels();
        assertThat(parted(y).type()).isEqualTo(y.type());
        assertThat(kernels).hasSize(2);
        assertThat(kernels.get(0).vectorForm()).isNotEmpty();
    }

    @Test
    void aSumAlongOneAxisStaysAsItIs() {
        Node y = G.sum(input(BATCH, Size.of(32)), List.of(1), false);
        assertThat(parted(y)).isSameAs(y);
    }

    @Test
    void shortRowsAreNoColumns() {
        Node y = G.sum(input(BATCH, Size.of(10)), List.of(0, 1), false);
        assertThat(parted(y)).isSameAs(y);
    }
}
