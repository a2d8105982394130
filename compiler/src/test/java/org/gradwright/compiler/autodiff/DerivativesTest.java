// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.autodiff.Derivatives.Direction;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.op.Hole;
import org.gradwright.compiler.op.Ops;
import org.junit.jupiter.api.Test;

class DerivativesTest {
    private static final Ops G = Ops.at(new Origin("test.graph", 2, 1, "y"));
    private static final Size BATCH = Size.free("batch");

    private final Values values = new Values(5, Map.of("batch", 2));

    @Test
    void aJacobianHasTheGradientOfEachElement() {
        Node x = values.input("x", Shape.of(2, 2));
        Node w = values.input("w", Shape.of(2, 3));
        Node y = G.sin(G.matmul(x, w));
        Node jacobian = Derivatives.jacobian(y, x);
        assertThat(jacobian.shape()).isEqualTo(Shape.of(2, 3, 2, 2));
        var all = values.of(jacobian);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                Node element = G.index(G.index(y, 1, Size.of(j)), 0, Size.of(i));
                double[] expected =
                        values.of(Gradients.of(element, List.of(x)).get(0)).data();
                for (int k = 0; k < 4; k++) {
                    assertThat(all.get(i, j, k / 2, k % 2)).isCloseTo(expected[k], within(1e-15));
                }
            }
        }
    }

    @Test
    void aJacobianOfAFreeSizeGoesForwards() {
        Node x = values.input("x", new Shape(List.of(BATCH, Size.of(2))));
        Node w = values.input("w", Shape.of(2));
        Node y = G.exp(G.matmul(x, w));
        Node jacobian = Derivatives.jacobian(y, w);
        assertThat(jacobian.shape()).isEqualTo(new Shape(List.of(BATCH, Size.of(2))));
        Node expected = G.mul(G.expandDims(y, 1), x);
        assertThat(values.of(jacobian).data())
                .containsExactly(values.of(expected).data(), within(1e-15));
    }

    @Test
    void bothWaysGiveTheSameJacobian() {
        Node x = values.input("x", Shape.of(3));
        Node y = G.concat(List.of(G.square(x), G.exp(x)), 0);
        double[] forwards = values.of(Derivatives.jacobian(y, x)).data();
        Node transposed = G.transpose(G.stack(rows(y, x), 0), 0, 1);
        assertThat(forwards).containsExactly(values.of(transposed).data(), within(1e-15));
    }

    @Test
    void namesChangeNoDerivative() {
        Node x = values.input("x", Shape.of(3));
        Node beta = values.input("beta", Shape.SCALAR);
        Node y = G.mul(beta, x);
        double[] expected = values.of(x).data();
        assertThat(values.of(Derivatives.jacobian(y.named("y"), beta)).data()).containsExactly(expected);
        Node gradient = Gradients.of(y.named("y"), List.of(beta)).get(0);
        assertThat(values.of(Gradients.of(gradient, List.of(x)).get(0)).data()).containsExactly(1, 1, 1);
    }

    @Test
    void aReshapedValueCanBeReshapedAgainAndDerivedBy() {
        Node x = values.input("x", Shape.of(6));
        Node rows = G.square(x);
        Node table = G.reshape(rows, Shape.of(2, 3)).named("table");
        Node y = G.reshape(table, Shape.of(3, 2));
        assertThat(values.of(Gradients.of(y, List.of(table)).get(0)).data()).containsOnly(1);
    }

    private static List<Node> rows(Node y, Node x) {
        return java.util.stream.IntStream.range(0, 6)
                .mapToObj(
                        i -> Gradients.of(G.index(y, 0, Size.of(i)), List.of(x)).get(0))
                .toList();
    }

    @Test
    void aJacobianMayHaveFreeSizesOnBothSides() {
        Node x = values.input("x", new Shape(List.of(BATCH)));
        for (Direction direction : Direction.values()) {
            var jacobian = values.of(Derivatives.jacobian(G.sin(x), x, direction));
            double[] cos = values.of(G.cos(x)).data();
            assertThat(jacobian.data()).containsExactly(cos[0], 0, 0, cos[1]);
        }
    }

    @Test
    void rowsOrColumnsWhicheverIsFewer() {
        Node few = values.input("few", Shape.of(3));
        Node many = values.input("many", Shape.of(2, 2));
        Node free = values.input("free", new Shape(List.of(BATCH)));
        assertThat(Derivatives.fewer(few, many)).isEqualTo(Direction.ROWS);
        assertThat(Derivatives.fewer(many, few)).isEqualTo(Direction.COLUMNS);
        assertThat(Derivatives.fewer(many, many)).isEqualTo(Direction.ROWS);
        assertThat(Derivatives.fewer(free, many)).isEqualTo(Direction.COLUMNS);
        assertThat(Derivatives.fewer(many, free)).isEqualTo(Direction.ROWS);
    }

    /** Which way was gone shows in the axes of what is computed on it: three rows, or six columns. */
    @Test
    void eachDirectionIsGone() {
        Node x = values.input("x", Shape.of(6));
        Node w = values.input("w", Shape.of(6, 3));
        Node y = G.tanh(G.matmul(x, w));
        Node rows = Derivatives.jacobian(y, x, Direction.ROWS);
        Node columns = Derivatives.jacobian(y, x, Direction.COLUMNS);
        assertThat(values.of(rows).data()).containsExactly(values.of(columns).data(), within(1e-15));
        assertThat(computed(rows, Shape.of(6, 3))).isFalse();
        assertThat(computed(columns, Shape.of(6, 3))).isTrue();
    }

    private static boolean computed(Node jacobian, Shape shape) {
        return Nodes.topological(List.of(jacobian)).stream()
                .anyMatch(n -> !n.inputs().isEmpty() && n.shape().equals(shape));
    }

    @Test
    void alongADirectionIsTheJacobianTimesIt() {
        Node x = values.input("x", Shape.of(4));
        Node v = values.input("v", Shape.of(4));
        Node y = G.tanh(G.mul(x, G.sum(x, List.of(0), true)));
        Node jvp = Derivatives.jvp(y, x, v);
        Node expected = G.matmul(Derivatives.jacobian(y, x), v);
        assertThat(values.of(jvp).data()).containsExactly(values.of(expected).data(), within(1e-14));
        assertThat(Nodes.topological(List.of(jvp))).noneMatch(n -> n.operation() instanceof Hole);
    }

    @Test
    void theHessianTimesVectors() {
        Node x = values.scalar("x", 0.7);
        Node y = values.scalar("y", -0.4);
        Node f = G.mul(G.square(x), G.sin(y));
        List<Node> products = Derivatives.hvp(f, List.of(x, y), List.of(G.constant(2), G.constant(3)));
        double cos = Math.cos(-0.4);
        double sin = Math.sin(-0.4);
        assertThat(values.number(products.get(0))).isCloseTo(2 * sin * 2 + 2 * 0.7 * cos * 3, within(1e-14));
        assertThat(values.number(products.get(1))).isCloseTo(2 * 0.7 * cos * 2 - 0.49 * sin * 3, within(1e-14));
    }

    /** H(x) v(x) with v = x: the vector is held fixed inside, but the product can be differentiated by what it depends on. */
    @Test
    void theVectorMayDependOnTheSameValue() {
        Node x = values.scalar("x", 0.7);
        Node f = G.mul(G.square(x), x);
        Node product = Derivatives.hvp(f, List.of(x), List.of(x)).get(0);
        assertThat(values.number(product)).isCloseTo(6 * 0.49, within(1e-14));
        assertThat(values.number(Gradients.of(product, List.of(x)).get(0))).isCloseTo(12 * 0.7, within(1e-14));
    }

    @Test
    void aDirectionHasTheShapeOfWhatItChanges() {
        Node x = values.input("x", Shape.of(4));
        assertThatThrownBy(() -> Derivatives.jvp(G.sin(x), x, G.constant(1)))
                .isInstanceOf(TypeError.class)
                .hasMessage("a direction has the type of what it changes, real[4], not real");
    }
}
