// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Transpose;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {
    private static final Ops G = Ops.at(Origin.NONE);
    private static final Size BATCH = Size.free("batch");

    private final Node product = G.matmul(input(20, 24), input(24, 32));

    private static Node input(int rows, int columns) {
        Shape shape = Shape.of(BATCH, Size.of(4), Size.of(rows), Size.of(columns));
        return Node.of(new Input("x" + rows, TensorType.real(shape)), Origin.NONE, List.of());
    }

    private static long transpositions(Node y) {
        var spec = new ProgramSpec("predict", Map.of(), Map.of("y", y), Map.of());
        Node moved = ReadingOrder.apply(spec).outputs().get("y");
        assertThat(moved.type()).isEqualTo(y.type());
        return Nodes.topological(List.of(moved)).stream()
                .filter(n -> n.operation() instanceof Transpose)
                .count();
    }

    @Test
    void aProductIsWrittenWhereItIsRead() {
        assertThat(transpositions(G.transpose(product, 0, 2, 1, 3))).isZero();
    }

    @Test
    void whatLiesBetweenIsMovedToo() {
        Node other = G.transposeLast(G.matmul(input(32, 8), input(8, 20)));
        Shape one = Shape.of(Size.ONE, BATCH, Size.of(4), Size.of(20), Size.of(32));
        Node both = G.add(part(product, one, 0), part(G.mul(product(8), G.constant(2)), one, 1));
        assertThat(transpositions(G.transpose(both, 1, 3, 0, 2, 4))).isZero();
        assertThat(transpositions(G.transpose(other, 0, 2, 1, 3)))
                .as("the last axis would not stay")
                .isEqualTo(2);
    }

    private static Node product(int depth) {
        return G.matmul(input(20, depth), input(depth, 32));
    }

    private static Node part(Node x, Shape shape, int before) {
        return G.pad(G.reshape(x, shape), 0, Size.of(before), Size.of(1 - before), 0);
    }

    @Test
    void whatOthersReadStaysAsItIs() {
        Node turned = G.transpose(product, 0, 2, 1, 3);
        Node y = G.add(G.sum(turned, List.of(1, 2, 3), true), G.sum(product, List.of(1, 2, 3), true));
        assertThat(transpositions(y)).isEqualTo(1);
    }

    @Test
    void transpositionsOfTheLastAxisStay() {
        assertThat(transpositions(G.transposeLast(product))).isEqualTo(1);
    }

    @Test
    void whatIsNoProductStaysAsItIs() {
        assertThat(transpositions(G.transpose(G.exp(input(20, 32)), 0, 2, 1, 3)))
                .isEqualTo(1);
    }
}
