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
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.junit.jupiter.api.Test;

class ShortRowsTest {
    private static final Ops G = Ops.at(Origin.NONE);
    private static final Size BATCH = Size.free("batch");

    private static Node input(Size... sizes) {
        return Node.of(new Input("x", TensorType.real(Shape.of(sizes))), Origin.NONE, List.of());
    }

    private static Node softmax(Node x) {
        Node e = G.exp(G.sub(x, G.max(x, List.of(-1), true)));
        return G.div(e, G.sum(e, List.of(-1), true));
    }

    private static Layout layout(Node y) {
        return ShortRows.apply(new ProgramSpec("predict", Map.of(), Map.of("y", y), Map.of()));
    }

    private static List<Kernel> kernels(Node y) {
        return Fusion.fuse(new ProgramSpec("predict", Map.of(), Map.of("y", y), Map.of()))
                .kernels();
    }

    @Test
    void softmaxOverFewClassesIsComputedInColumns() {
        Node y = softmax(input(BATCH, Size.of(10)));
        Layout layout = layout(y);
        assertThat(layout.copies()).hasSize(3);
        assertThat(layout.spec().outputs().get("y").type()).isEqualTo(y.type());
        assertThat(kernels(y).stream().filter(k -> !k.vectorForm().isEmpty()).count())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void severalAxesInFrontStayInOrder() {
        Node y = softmax(input(BATCH, Size.of(20), Size.of(7)));
        assertThat(layout(y).spec().outputs().get("y").type()).isEqualTo(y.type());
        assertThat(layout(y).copies()).hasSize(3);
    }

    @Test
    void rowsThatFillAVectorStayRows() {
        assertThat(layout(softmax(input(BATCH, Size.of(16)))).copies()).isEmpty();
    }

    @Test
    void fewRowsStayRows() {
        assertThat(layout(softmax(input(Size.of(8), Size.of(10)))).copies()).isEmpty();
    }

    @Test
    void whatCostsLessThanTurningStaysInRows() {
        Node x = input(BATCH, Size.of(10));
        assertThat(layout(G.sum(G.square(x), List.of(1), false)).copies()).isEmpty();
    }

    private static Node dense(Node x, int units) {
        Shape shape = Shape.of(x.shape().size(1), Size.of(units));
        var weights = new Variable(Variable.Kind.PARAMETER, "W" + units, shape, "zeros");
        return G.tanh(G.matmul(x, Node.of(weights, Origin.NONE, List.of())));
    }

    @Test
    void narrowLayersAreComputedInColumns() {
        Node first = dense(input(BATCH, Size.of(16)), 8);
        Layout layout = layout(dense(dense(first, 4), 6));
        List<Node> products = Nodes.topological(layout.spec().roots()).stream()
                .filter(n -> n.operation() instanceof MatMul)
                .toList();
        assertThat(products)
                .extracting(Node::shape)
                .containsExactly(Shape.of(BATCH, Size.of(8)), Shape.of(Size.of(4), BATCH), Shape.of(Size.of(6), BATCH));
    }

    @Test
    void whatFollowsNarrowLayersReadsTheirColumns() {
        Node x = input(BATCH, Size.of(16));
        Node h = dense(dense(x, 8), 4);
        Node sums = G.sum(h, List.of(0), true);
        Node gradient = G.matmul(G.transpose(x, 1, 0), h);
        Node single = G.matmul(h, G.transpose(sums, 1, 0));
        for (Node y : List.of(sums, gradient, single, G.transpose(h, 1, 0))) {
            Layout layout = layout(y);
            assertThat(layout.spec().outputs().get("y").type()).isEqualTo(y.type());
            assertThat(layout.copies()).hasSize(1);
        }
    }
}
