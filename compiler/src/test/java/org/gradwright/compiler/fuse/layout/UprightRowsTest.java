// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.fuse.Fusion;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Iota;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reduce;
import org.junit.jupiter.api.Test;

class UprightRowsTest {
    private static final Ops G = Ops.at(Origin.NONE);
    private static final Size BATCH = Size.free("batch");
    private static final int TIME = 24;

    private final Node q = input("q", BATCH, Size.of(TIME), Size.of(16));
    private final Node k = input("k", BATCH, Size.of(16), Size.of(TIME));
    private final Node v = input("v", BATCH, Size.of(TIME), Size.of(16));
    private final Node scores = G.div(G.matmul(q, k), G.constant(4));

    private static Node input(String name, Size... sizes) {
        return Node.of(new Input(name, TensorType.real(Shape.of(sizes))), Origin.NONE, List.of());
    }

    private static Node softmax(Node x) {
        Node e = G.exp(G.sub(x, G.max(x, List.of(2), true)));
        return G.div(e, G.sum(e, List.of(2), true));
    }

    private static ProgramSpec spec(Node y) {
        return new ProgramSpec("predict", Map.of(), Map.of("y", y), Map.of());
    }

    /** The axes along which something is reduced. */
    private static List<List<Integer>> reduced(Node y) {
        Node moved = UprightRows.apply(spec(y)).outputs().get("y");
        assertThat(moved.type()).isEqualTo(y.type());
        return Nodes.topological(List.of(moved)).stream()
                .filter(n -> n.operation() instanceof Reduce)
                .map(n -> ((Reduce) n.operation()).axes())
                .toList();
    }

    @Test
    void rowsThatProductsReadAreColumns() {
        Node y = G.matmul(softmax(scores), v);
        assertThat(reduced(y)).containsExactly(List.of(1), List.of(1));
        assertThat(Fusion.fuse(spec(y)).kernels().stream()
                        .filter(n -> n.vectorForm().isEmpty()))
                .as("only the copy of `q` across memory is plain")
                .hasSize(1);
    }

    @Test
    void aMaskOfIndicesIsTurnedWithThem() {
        Shape square = Shape.of(Size.of(TIME), Size.of(TIME));
        Node row = G.node(new Iota(square, 0));
        Node column = G.node(new Iota(square, 1));
        Node seen = G.where(G.lessEqual(column, row), scores, G.constant(Double.NEGATIVE_INFINITY));
        assertThat(reduced(G.matmul(softmax(seen), v))).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void rowsOnTheRightOfAProductAreColumns() {
        Node right = G.matmul(G.transpose(v, 0, 2, 1), softmax(scores));
        assertThat(reduced(right)).containsExactly(List.of(1), List.of(1));
    }

    @Test
    void rowsThatOthersReadStayRows() {
        Node p = softmax(scores);
        assertThat(reduced(p)).containsExactly(List.of(2), List.of(2));
        assertThat(reduced(G.add(G.matmul(p, v), G.sum(p, List.of(1, 2), true))))
                .containsExactly(List.of(2), List.of(2), List.of(1, 2));
    }

    @Test
    void rowsWithAnOperandOfTheirSizeStayRows() {
        Node bias = input("bias", BATCH, Size.of(TIME), Size.of(TIME));
        assertThat(reduced(G.matmul(softmax(G.add(scores, bias)), v))).containsExactly(List.of(2), List.of(2));
    }
}
