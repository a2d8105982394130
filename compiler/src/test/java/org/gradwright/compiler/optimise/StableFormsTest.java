// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.autodiff.Values;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Ops;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Naive compositions at moderate and extreme arguments against values that no step of the computation can spoil. */
class StableFormsTest {
    private static final Ops G = Ops.at(new Origin("test.graph", 2, 1, "y"));
    private static final double[] POINTS = {-1000, -100, -37.5, -3, -1e-3, -1e-17, 0, 1e-9, 0.5, 2, 40, 100, 1000};
    private static final Node ONE = G.constant(1);

    private static double sigmoid(double x) {
        return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static Arguments form(
            String name, UnaryOperator<Node> naive, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        return Arguments.of(name, naive, value, slope);
    }

    static Stream<Arguments> forms() {
        DoubleUnaryOperator logSigmoid = x -> -softplus(-x);
        DoubleUnaryOperator slopeOfLogSigmoid = x -> sigmoid(-x);
        DoubleUnaryOperator slopeOfSigmoid = x -> sigmoid(x) * sigmoid(-x);
        return Stream.of(
                form("log sigmoid", x -> G.log(G.sigmoid(x)), logSigmoid, slopeOfLogSigmoid),
                form(
                        "log 1/(1+e^-x)",
                        x -> G.log(G.div(ONE, G.add(ONE, G.exp(G.neg(x))))),
                        logSigmoid,
                        slopeOfLogSigmoid),
                form(
                        "log reciprocal",
                        x -> G.log(G.reciprocal(G.add(G.exp(G.neg(x)), ONE))),
                        logSigmoid,
                        slopeOfLogSigmoid),
                form(
                        "log e^x/(1+e^x)",
                        x -> G.log(G.div(G.exp(x), G.add(ONE, G.exp(x)))),
                        logSigmoid,
                        slopeOfLogSigmoid),
                form("log(1-sigmoid)", x -> G.log(G.sub(ONE, G.sigmoid(x))), x -> -softplus(x), x -> -sigmoid(x)),
                form("log1p(-sigmoid)", x -> G.log1p(G.neg(G.sigmoid(x))), x -> -softplus(x), x -> -sigmoid(x)),
                form(
                        "log(1+(-sigmoid))",
                        x -> G.log(G.add(ONE, G.neg(G.sigmoid(x)))),
                        x -> -softplus(x),
                        x -> -sigmoid(x)),
                form(
                        "1/(1+e^-x)",
                        x -> G.div(ONE, G.add(ONE, G.exp(G.neg(x)))),
                        StableFormsTest::sigmoid,
                        slopeOfSigmoid),
                form(
                        "(1+e^-x)^-1",
                        x -> G.pow(G.add(ONE, G.exp(G.neg(x))), G.constant(-1)),
                        StableFormsTest::sigmoid,
                        slopeOfSigmoid),
                form(
                        "e^x/(1+e^x)",
                        x -> G.div(G.exp(x), G.add(G.exp(x), ONE)),
                        StableFormsTest::sigmoid,
                        slopeOfSigmoid),
                form("log exp", x -> G.log(G.exp(x)), x -> x, x -> 1),
                form(
                        "log(1+e^x)",
                        x -> G.log(G.add(ONE, G.exp(x))),
                        StableFormsTest::softplus,
                        StableFormsTest::sigmoid),
                form("log1p(e^x)", x -> G.log1p(G.exp(x)), StableFormsTest::softplus, StableFormsTest::sigmoid),
                form("sqrt square", x -> G.sqrt(G.square(x)), Math::abs, Math::signum),
                form("sqrt(x x)", x -> G.sqrt(G.mul(x, x)), Math::abs, Math::signum),
                form("log(e^x e^x)", x -> G.log(G.mul(G.exp(x), G.constant(2))), x -> x + Math.log(2), x -> 1),
                form("log(e^x - 1 + 1)", x -> G.log1p(G.sub(G.exp(x), ONE)), x -> x, x -> 1),
                form(
                        "log of a part",
                        x -> G.log(G.reshape(G.sigmoid(x), Shape.of(1, POINTS.length))),
                        logSigmoid,
                        slopeOfLogSigmoid));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void valueAndSlopeAreRight(
            String name, UnaryOperator<Node> naive, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
        var values = new Values(1);
        Node x = values.vector("x", POINTS.clone());
        Node y = naive.apply(x);
        assertNear(stable(values, y), value, 4e-16);
        assertNear(stable(values, Gradients.of(y, List.of(x)).get(0)), slope, name.startsWith("log") ? 4e-16 : 1e-7);
        assertRestful(y);
    }

    private static double[] stable(Values values, Node node) {
        return values.of(Stabilise.apply(List.of(node)).get(0)).data();
    }

    private static void assertNear(double[] actual, DoubleUnaryOperator expected, double relative) {
        for (int i = 0; i < POINTS.length; i++) {
            double right = expected.applyAsDouble(POINTS[i]);
            assertThat(actual[i]).as("at " + POINTS[i]).isCloseTo(right, within(relative * Math.abs(right) + 1e-16));
        }
    }

    private static void assertRestful(Node y) {
        List<Node> once = Stabilise.apply(List.of(y));
        assertThat(Stabilise.apply(once)).isEqualTo(once);
    }

    private static final double[] SMALL_LOSSES = {1e-9, 1e-17, -1e-9};

    @Test
    void nothingIsLostNearOne() {
        var values = new Values(1);
        Node x = values.vector("x", SMALL_LOSSES.clone());
        assertThat(stable(values, G.log(G.add(ONE, x)))).containsExactly(Math.log1p(1e-9), 1e-17, Math.log1p(-1e-9));
        assertThat(stable(values, G.sub(G.exp(x), ONE))).containsExactly(Math.expm1(1e-9), 1e-17, Math.expm1(-1e-9));
    }

    /** Binary cross-entropy as it stands in a textbook: its slope is sigmoid(z) - y, whatever z is. */
    @Test
    void handWrittenCrossEntropyOfASigmoid() {
        for (double target : new double[] {0, 0.25, 1}) {
            var values = new Values(1);
            Node z = values.vector("z", POINTS.clone());
            Node y = G.constant(target);
            Node p = G.div(ONE, G.add(ONE, G.exp(G.neg(z))));
            Node loss = G.neg(G.add(G.mul(y, G.log(p)), G.mul(G.sub(ONE, y), G.log(G.sub(ONE, p)))));
            assertNear(stable(values, loss), x -> target * softplus(-x) + (1 - target) * softplus(x), 1e-15);
            double[] slope = stable(values, Gradients.of(loss, List.of(z)).get(0));
            assertNear(slope, x -> (1 - target) * sigmoid(x) - target * sigmoid(-x), 1e-15);
        }
    }

    private static final double[] LOGITS = {1000, 999, -1000, 0, 100, 3, 2, 1};

    private interface Softmax {
        Node of(Node x);
    }

    static Stream<Arguments> softmaxes() {
        return Stream.of(
                softmax("plain", x -> G.div(G.exp(x), sum(G.exp(x), true))),
                softmax("one exponential", x -> {
                    Node e = G.exp(x);
                    return G.div(e, sum(e, true));
                }),
                softmax("shifted", x -> {
                    Node e = G.exp(G.sub(x, G.max(x, List.of(1), true)));
                    return G.div(e, sum(e, true));
                }),
                softmax("shifted, no gradient", x -> {
                    Node e = G.exp(G.sub(x, G.stopGradient(G.max(x, List.of(1), true))));
                    return G.div(e, sum(e, true));
                }),
                softmax("axis dropped", x -> G.div(G.exp(x), G.expandDims(sum(G.exp(x), false), 1))),
                softmax("axis last", x -> {
                    Node t = G.transpose(x, 1, 0);
                    return G.transpose(G.div(G.exp(t), G.sum(G.exp(t), List.of(0), true)), 1, 0);
                }),
                softmax("broadcast", x -> G.div(G.exp(x), G.broadcastTo(sum(G.exp(x), true), x.shape()))));
    }

    private static Arguments softmax(String name, Softmax softmax) {
        return Arguments.of(name, softmax);
    }

    private static Node sum(Node x, boolean keep) {
        return G.sum(x, List.of(1), keep);
    }

    private static double[] logSoftmax(double[] x) {
        double max = java.util.Arrays.stream(x).max().orElseThrow();
        double sum = java.util.Arrays.stream(x).map(v -> Math.exp(v - max)).sum();
        return java.util.Arrays.stream(x).map(v -> v - max - Math.log(sum)).toArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("softmaxes")
    void softmaxAndItsLogarithmAreFinite(String name, Softmax softmax) {
        for (double beta : new double[] {1, 2.5}) {
            var values = new Values(1);
            Node flat = values.vector("x", LOGITS.clone());
            Node x = G.reshape(flat, Shape.of(1, LOGITS.length));
            Node p = softmax.of(G.mul(x, G.constant(beta)));
            double[] logs = logSoftmax(
                    java.util.Arrays.stream(LOGITS).map(v -> beta * v).toArray());
            assertThat(stable(values, G.log(p))).containsExactly(logs, within(1e-12));
            for (int i = 0; i < LOGITS.length; i++) {
                assertThat(stable(values, p)[i]).isCloseTo(Math.exp(logs[i]), within(1e-15));
            }
            assertRestful(G.log(p));
            assertRestful(p);
            Node loss = G.neg(G.index(G.index(G.log(p), 1, Size.of(2)), 0, Size.of(0)));
            double[] slope = stable(values, Gradients.of(loss, List.of(flat)).get(0));
            for (int i = 0; i < LOGITS.length; i++) {
                assertThat(slope[i]).isCloseTo(beta * (Math.exp(logs[i]) - (i == 2 ? 1 : 0)), within(1e-14));
            }
        }
    }

    /** The probability of the right class is picked out first, its logarithm taken afterwards. */
    @Test
    void theLogarithmOfAPickedProbability() {
        var values = new Values(1);
        Node x = values.vector("x", LOGITS.clone());
        Node p = G.div(G.exp(x), G.sum(G.exp(x), List.of(0), true));
        Node picked = G.log(G.gather(p, G.whole(2), 0));
        assertThat(stable(values, picked)[0]).isCloseTo(logSoftmax(LOGITS)[2], within(1e-12));
        assertThat(stable(values, Gradients.of(picked, List.of(x)).get(0))[2]).isEqualTo(1);
    }

    @Test
    void theLogarithmOfASumOfExponentials() {
        var values = new Values(1);
        Node x = values.vector("x", LOGITS.clone());
        Node naive = G.log(G.sum(G.exp(x), List.of(0), false));
        Node mean = G.log(G.mean(G.exp(x), List.of(0), false));
        double right = 1000 + Math.log1p(Math.exp(-1));
        assertThat(stable(values, naive)[0]).isCloseTo(right, within(1e-12));
        assertThat(stable(values, mean)[0]).isCloseTo(right - Math.log(8), within(1e-12));
        assertThat(stable(values, Gradients.of(naive, List.of(x)).get(0))[1]).isCloseTo(sigmoid(-1), within(1e-15));
        assertRestful(naive);
        assertRestful(G.logsumexp(x, List.of(0), false));
    }

    @Test
    void opaqueNodesAreNotLookedInto() {
        Node z = new Values(1).vector("z", 1, 2);
        Node p = G.sigmoid(z);
        Node y = G.log(p);
        var opaque = Nodes.identitySet();
        opaque.add(p);
        assertThat(new StableForms(opaque).of(y)).isSameAs(y);
    }

    @Test
    void otherCompositionsStayAsTheyAre() {
        var values = new Values(1);
        Node x = values.vector("x", 0.5, 2);
        Node z = values.vector("z", 0.5, 2);
        Stream.of(
                        G.log(x),
                        G.log(G.add(G.constant(2), G.exp(x))),
                        G.div(G.exp(x), G.add(ONE, G.exp(z))),
                        G.div(G.exp(x), G.sum(G.exp(z), List.of(0), true)),
                        G.sub(ONE, G.sigmoid(x)),
                        G.sqrt(G.mul(x, z)),
                        G.log(G.mul(G.sigmoid(x), G.constant(-1))))
                .forEach(y ->
                        assertThat(new StableForms(Nodes.identitySet()).of(y)).isSameAs(y));
    }

    @Test
    void aLongChainNeedsNoDeepStack() {
        Node y = new Values(1).scalar("x", 0.5);
        for (int i = 0; i < 20_000; i++) {
            y = i % 2 == 0 ? G.div(y, G.constant(3)) : G.reshape(y, i % 4 == 1 ? Shape.of(1) : Shape.SCALAR);
        }
        Node last = G.log(y);
        assertThat(Stabilise.apply(List.of(last))).containsExactly(last);
    }
}
