// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.op.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientsTest {
    private static final Ops G = Ops.at(new Origin("test.graph", 2, 1, "y"));

    private interface Model extends BiFunction<Node, Node, Node> {}

    private static Arguments model(String name, Model model) {
        return Arguments.of(name, model);
    }

    /** Of x : [batch, 3] and w : [3, 4]. */
    static Stream<Arguments> models() {
        return Stream.of(
                model("product", (x, w) -> G.matmul(x, w)),
                model("layer", (x, w) -> G.tanh(G.add(G.matmul(x, w), G.sum(w, List.of(0), false)))),
                model("shared", (x, w) -> G.mul(G.matmul(x, w), G.matmul(G.sin(x), G.exp(w)))),
                model("attention", (x, w) -> softmax(G.matmul(G.matmul(x, w), G.transpose(G.matmul(x, w), 1, 0)))),
                model("entropy", (x, w) -> G.log(softmax(G.matmul(x, w)))),
                model("normalised", (x, w) -> G.div(x, G.norm(x, List.of(1), true))),
                model("variance", (x, w) -> G.var(G.matmul(x, w), List.of(0), false, 1)),
                model("joined", (x, w) -> G.concat(List.of(G.square(x), G.sigmoid(G.matmul(x, w))), 1)),
                model("row", (x, w) -> G.mul(G.index(w, 0, Size.ONE), G.sum(x, List.of(0, 1), false))),
                model("largest", (x, w) -> G.max(G.matmul(x, w), List.of(1), false)),
                model("nothing of w", (x, w) -> G.cos(x)));
    }

    private static Node softmax(Node x) {
        Node e = G.exp(G.sub(x, G.max(x, List.of(1), true)));
        return G.div(e, G.sum(e, List.of(1), true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void equalsCentralDifferences(String name, Model model) {
        var values = new Values(7, Map.of("batch", 5));
        Node x = values.input("x", new Shape(List.of(Size.free("batch"), Size.of(3))));
        Node w = values.input("w", Shape.of(3, 4));
        Node y = model.apply(x, w);
        List<Node> gradients = Gradients.of(y, List.of(x, w));
        assertClose(values.of(gradients.get(0)).data(), values.differences(y, x));
        assertClose(values.of(gradients.get(1)).data(), values.differences(y, w));
        assertThat(gradients).extracting(Node::type).containsExactly(x.type(), w.type());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void differentiatesAgain(String name, Model model) {
        var values = new Values(8, Map.of("batch", 4));
        Node x = values.input("x", new Shape(List.of(Size.free("batch"), Size.of(3))));
        Node w = values.input("w", Shape.of(3, 4));
        Node slope = Gradients.of(G.sin(model.apply(x, w)), List.of(x)).get(0);
        Node y = G.mul(slope, G.cos(x));
        List<Node> second = Gradients.of(y, List.of(x, w));
        assertClose(values.of(second.get(0)).data(), values.differences(y, x));
        assertClose(values.of(second.get(1)).data(), values.differences(y, w));
    }

    private static void assertClose(double[] actual, double[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(2e-8 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @Test
    void anIntermediateNodeIsAsGoodAsALeaf() {
        var values = new Values(1);
        Node x = values.scalar("x", 0.5);
        Node h = G.exp(x);
        Node y = G.mul(G.square(h), x);
        List<Node> gradients = Gradients.of(y, List.of(x, h, y));
        double e = Math.exp(0.5);
        assertThat(values.number(gradients.get(0))).isCloseTo(e * e + 2 * e * e * 0.5, within(1e-14));
        assertThat(values.number(gradients.get(1))).isCloseTo(2 * e * 0.5, within(1e-14));
        assertThat(values.number(gradients.get(2))).isEqualTo(1);
    }

    @Test
    void byAProbabilityInsideALogarithmIsItsReciprocal() {
        var values = new Values(1);
        Node z = values.scalar("z", 2);
        Node p = G.sigmoid(z);
        Node y = G.log(p);
        double byP = values.number(Gradients.of(y, List.of(p)).get(0));
        List<Node> together = Gradients.of(y, List.of(z, p));
        assertThat(byP).isCloseTo(1 + Math.exp(-2), within(1e-14));
        assertThat(values.number(together.get(1))).isEqualTo(byP);
        assertThat(values.number(together.get(0))).isCloseTo(1 / (1 + Math.exp(2)), within(1e-15));
    }

    @Test
    void byLogitsItIsFiniteWhereTheLogarithmIsNot() {
        var values = new Values(1);
        Node z = values.scalar("z", -1000);
        Node slope = Gradients.of(G.log(G.sigmoid(z)), List.of(z)).get(0);
        assertThat(values.number(slope)).isEqualTo(1);
    }

    @Test
    void gradientsReferToTheModelsOwnNodes() {
        var values = new Values(1);
        Node z = values.vector("z", 0.1, 0.2, 0.3);
        Node s = G.div(G.exp(z), G.sum(G.exp(z), List.of(0), true));
        Node h = G.log(s);
        Node y = G.square(h);
        Node slope = Gradients.of(y, List.of(h)).get(0);
        assertThat(Nodes.dependsOn(slope, h)).isTrue();
        assertThat(values.of(Gradients.of(slope, List.of(h)).get(0)).data()).containsExactly(2, 2, 2);
    }

    @Test
    void everyGradientNodeHasAnOriginOfTheModel() {
        var values = new Values(3);
        Node x = values.input("x", Shape.of(2, 3));
        Node w = values.input("w", Shape.of(3, 4));
        var seventh = Ops.at(new Origin("test.graph", 7, 5, "h = x @ w"));
        var eighth = Ops.at(new Origin("test.graph", 8, 5, "y = tanh(h)"));
        Node y = eighth.tanh(seventh.matmul(x, w));
        Node gradient = Gradients.of(y, List.of(w)).get(0);
        Set<Integer> lines = Nodes.topological(List.of(gradient)).stream()
                .map(n -> n.origin().line())
                .collect(Collectors.toSet());
        assertThat(gradient.origin()).isEqualTo(seventh.origin());
        assertThat(lines).containsExactlyInAnyOrder(1, 7, 8);
    }

    @Test
    void aLongChainNeedsNoDeepStack() {
        var values = new Values(1);
        Node x = values.scalar("x", 0.3);
        Node y = x;
        for (int i = 0; i < 20_000; i++) {
            y = G.add(G.sin(y), x);
        }
        Node gradient = Gradients.of(y, List.of(x)).get(0);
        assertThat(values.number(gradient)).isFinite();
        assertThat(Nodes.topological(List.of(gradient)).size()).isLessThan(200_000);
    }

    @Test
    void manyContributionsAreAddedOnce() {
        var values = new Values(1);
        Node x = values.scalar("x", 2);
        Node y = x;
        for (int i = 0; i < 12; i++) {
            y = G.mul(y, y);
        }
        Node gradient = Gradients.of(y, List.of(x)).get(0);
        assertThat(Nodes.topological(List.of(gradient)).size()).isLessThan(100);
    }

    @Test
    void onlyRealValuesAreDifferentiated() {
        Node index = Node.of(new Input("i", TensorType.i32(Shape.of(3))), Origin.NONE, List.of());
        assertThatThrownBy(() -> Gradients.of(G.constant(1), List.of(index)))
                .isInstanceOf(TypeError.class)
                .hasMessage("only real values have derivatives, not i32[3]");
    }

    @Test
    void aPathThroughWholeNumbersHasNoGradient() {
        var values = new Values(1);
        Node x = values.vector("x", 0.4, 1.7);
        Node y = G.mul(G.toReal(G.toI32(x)), x);
        assertThat(values.of(Gradients.of(y, List.of(x)).get(0)).data()).containsExactly(0, 1);
    }
}
