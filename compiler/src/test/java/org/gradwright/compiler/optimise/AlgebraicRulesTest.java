// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Transpose;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.scan.Turn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each rule makes of its pattern. Patterns are built without the simplification that comes with building. */
class AlgebraicRulesTest {
    private static final Ops G = Ops.at(new Origin("test.graph", 2, 1, "y"));
    private static final Size BATCH = Size.free("batch");
    private static final Node X = input("x", TensorType.real(Shape.of(BATCH, Size.of(3))));
    private static final Node Y = input("y", TensorType.real(Shape.of(BATCH, Size.of(3))));
    private static final Node ROW = input("row", TensorType.real(Shape.of(3)));
    private static final Node TURN = G.node(
            new Turn(new ScanKey("loop", Set.of()), 0),
            input("s", TensorType.real(Shape.of(BATCH, BATCH, Size.of(3)))));
    private static final Node FIRST = G.slice(TURN, 1, Size.ZERO, Size.ONE, 1);
    private static final Node C = input("c", TensorType.bool(Shape.of(3)));

    private static Node input(String name, TensorType type) {
        return Node.of(new Input(name, type), Origin.NONE, List.of());
    }

    /** A pointwise operation as written. */
    private static Node raw(String name, Node... inputs) {
        return G.node(Pointwise.byName().get(name), inputs);
    }

    private static Node number(double value) {
        return G.constant(value);
    }

    private static Node padded(Node x, int before, int after) {
        return G.pad(x, x.shape().rank() - 1, Size.of(before), Size.of(after), 0);
    }

    private static Arguments same(String name, Node node) {
        return Arguments.of(name, node, node);
    }

    static Stream<Arguments> rules() {
        Node spread = G.broadcastTo(ROW, X.shape());
        return Stream.of(
                Arguments.of("x + 0", raw("add", X, number(0)), X),
                Arguments.of(
                        "parts of a size with zeros around, added",
                        raw("add", raw("add", padded(TURN, 6, 0), padded(TURN, 0, 6)), padded(TURN, 3, 3)),
                        G.reshape(G.stack(List.of(TURN, TURN, TURN), 1), Shape.of(BATCH, Size.of(9)))),
                Arguments.of(
                        "parts of two sizes with zeros around, added",
                        raw("add", padded(TURN, 1, 0), padded(FIRST, 0, 3)),
                        G.concat(List.of(FIRST, TURN), 1)),
                same("parts outside of loops", raw("add", padded(X, 3, 0), padded(X, 0, 3))),
                same("parts that overlap", raw("add", padded(TURN, 1, 0), padded(TURN, 0, 1))),
                same("parts with a gap", raw("add", padded(TURN, 4, 0), padded(TURN, 0, 4))),
                Arguments.of("0 + x", raw("add", number(0), X), X),
                Arguments.of("x - 0", raw("sub", X, number(0)), X),
                Arguments.of("x * 1", raw("mul", X, number(1)), X),
                Arguments.of("x / 1", raw("div", X, number(1)), X),
                Arguments.of("row + zeros", raw("add", ROW, G.broadcastTo(number(0), X.shape())), spread),
                Arguments.of("2 * 3", raw("mul", number(2), number(3)), number(6)),
                Arguments.of("where(true, x, y)", raw("where", G.truth(true), X, Y), X),
                Arguments.of("where(false, x, y)", raw("where", G.truth(false), X, Y), Y),
                Arguments.of("where(c, x, x)", raw("where", C, X, X), X),
                Arguments.of("where(not c, x, y)", raw("where", raw("not", C), X, Y), raw("where", C, Y, X)),
                Arguments.of("--x", raw("neg", raw("neg", X)), X),
                Arguments.of("x + -y", raw("add", X, raw("neg", Y)), raw("sub", X, Y)),
                Arguments.of("-x + y", raw("add", raw("neg", X), Y), raw("sub", Y, X)),
                Arguments.of("x - -y", raw("sub", X, raw("neg", Y)), raw("add", X, Y)),
                Arguments.of("-(x - y)", raw("neg", raw("sub", X, Y)), raw("sub", Y, X)),
                Arguments.of("-x * -y", raw("mul", raw("neg", X), raw("neg", Y)), raw("mul", X, Y)),
                Arguments.of("-x / -y", raw("div", raw("neg", X), raw("neg", Y)), raw("div", X, Y)),
                Arguments.of("x * -1", raw("mul", X, number(-1)), raw("neg", X)),
                Arguments.of("-x * 3", raw("mul", raw("neg", X), number(3)), raw("mul", X, number(-3))),
                Arguments.of("-(x * 3)", raw("neg", raw("mul", X, number(3))), raw("mul", X, number(-3))),
                Arguments.of("3 * (x * 2)", raw("mul", number(3), raw("mul", X, number(2))), raw("mul", X, number(6))),
                Arguments.of("x / 4", raw("div", X, number(4)), raw("mul", X, number(0.25))),
                Arguments.of("x x", raw("mul", X, X), raw("square", X)),
                Arguments.of("x^2", raw("pow", X, number(2)), raw("square", X)),
                Arguments.of("x^1", raw("pow", X, number(1)), X),
                Arguments.of("x^-1", raw("pow", X, number(-1)), raw("reciprocal", X)),
                Arguments.of("x''", transpose(transpose(X, 1, 0), 1, 0), X),
                Arguments.of("no transpose", transpose(X, 0, 1), X),
                Arguments.of(
                        "reshape twice",
                        reshape(reshape(X, Shape.of(BATCH.times(3))), Shape.of(Size.of(3), BATCH)),
                        reshape(X, Shape.of(Size.of(3), BATCH))),
                Arguments.of("reshape to its own shape", reshape(X, X.shape()), X),
                Arguments.of(
                        "broadcast twice",
                        broadcast(broadcast(ROW, X.shape()), Shape.of(Size.of(2), BATCH, Size.of(3))),
                        broadcast(ROW, Shape.of(Size.of(2), BATCH, Size.of(3)))),
                Arguments.of("broadcast operand", raw("add", X, spread), raw("add", X, ROW)),
                Arguments.of(
                        "constant moved",
                        transpose(broadcast(number(2), X.shape()), 1, 0),
                        broadcast(number(2), Shape.of(Size.of(3), BATCH))),
                Arguments.of("sum of copies", G.sum(spread, List.of(0), false), raw("mul", ROW, G.size(BATCH))),
                Arguments.of("max of copies", G.max(spread, List.of(0), false), ROW),
                Arguments.of("sum of one", G.sum(G.expandDims(X, 1), List.of(1), false), X),
                Arguments.of(
                        "sum of -x", G.sum(raw("neg", X), List.of(0), false), raw("neg", G.sum(X, List.of(0), false))),
                Arguments.of(
                        "sum of a sum",
                        G.sum(G.sum(X, List.of(0), false), List.of(0), false),
                        G.sum(X, List.of(0, 1), false)),
                Arguments.of(
                        "sum of a kept sum",
                        G.sum(G.sum(X, List.of(1), true), List.of(0), true),
                        G.reshape(G.sum(X, List.of(0, 1), false), Shape.of(1, 1))));
    }

    private static Node transpose(Node x, Integer... permutation) {
        return G.node(new Transpose(List.of(permutation)), x);
    }

    private static Node reshape(Node x, Shape shape) {
        return G.node(new Reshape(shape), x);
    }

    private static Node broadcast(Node x, Shape shape) {
        return G.node(new BroadcastTo(shape), x);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void simplifies(String name, Node pattern, Node expected) {
        Node actual = Passes.optimise(List.of(pattern)).get(0);
        assertThat(Match.same(actual, expected))
                .as("%s became %s of %s", name, actual, actual.inputs())
                .isTrue();
    }

    static Stream<Arguments> unsafe() {
        Node tiny = number(1e-20);
        return Stream.of(
                Arguments.of("x * 0 may be NaN", raw("mul", X, number(0))),
                Arguments.of("x - x may be NaN", raw("sub", X, X)),
                Arguments.of("x / x may be NaN", raw("div", X, X)),
                Arguments.of("0 / x", raw("div", number(0), X)),
                Arguments.of("a third is not exact", raw("div", X, number(3))),
                Arguments.of("the product of factors vanishes", raw("mul", raw("mul", X, tiny), tiny)),
                Arguments.of("sqrt(x)^2", raw("square", raw("sqrt", X))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsafe")
    void leavesAlone(String name, Node node) {
        assertThat(Passes.optimise(List.of(node))).containsExactly(node);
    }

    @Test
    void aSumThatOthersReadStays() {
        Node rows = G.sum(X, List.of(1), false);
        Node all = G.sum(rows, List.of(0), false);
        assertThat(Passes.optimise(List.of(rows, all))).containsExactly(rows, all);
    }

    @Test
    void equalNodesBecomeOne() {
        Node a = raw("mul", raw("exp", X), raw("exp", X));
        List<Node> nodes = Nodes.topological(Passes.optimise(List.of(a)));
        assertThat(nodes).hasSize(3);
    }

    @Test
    void drawsOfOneStreamBecomeOneAndOfTwoStayTwo() {
        Node first = G.randomUniform(Shape.of(3), 1);
        Node again = G.randomUniform(Shape.of(3), 1);
        Node other = G.randomUniform(Shape.of(3), 2);
        List<Node> after = Passes.optimise(List.of(first, again, other));
        assertThat(after.get(0)).isSameAs(after.get(1)).isNotSameAs(after.get(2));
    }

    @Test
    void smallTablesAreComputed() {
        Node table = G.constant(new Tensor(new int[] {3}, new double[] {1, 2, 3}), Element.REAL);
        Node after = Passes.optimise(List.of(raw("exp", table))).get(0);
        assertThat(Match.isTable(after)).isTrue();
        assertThat(after.operation().evaluate(after, List.of(), null).data())
                .containsExactly(new double[] {Math.E, Math.exp(2), Math.exp(3)}, within(1e-14));
    }

    @Test
    void randomDrawsAreNotComputed() {
        Node draw = G.randomUniform(Shape.of(3), 1);
        assertThat(Passes.optimise(List.of(draw))).containsExactly(draw);
    }

    @Test
    void marksThatOnlyADerivativeSeesDisappear() {
        assertThat(Passes.optimise(List.of(G.stopGradient(X)))).containsExactly(X);
    }

    @Test
    void namesSurvive() {
        Node named = raw("add", raw("exp", X), number(0)).named("h");
        assertThat(Passes.optimise(List.of(named)).get(0).name()).isEqualTo("h");
    }

    @Test
    void aPassThatChangesATypeIsNamed() {
        assertThatThrownBy(() -> Passes.run(new Pass("broken", roots -> List.of(ROW)), List.of(X)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("pass `broken` turned ");
    }

    @Test
    void passesThatNeverRestAreNamed() {
        var swap = new Pass("swap", roots -> List.of(roots.get(0) == X ? Y : X));
        assertThatThrownBy(() -> Passes.settle(List.of(swap), List.of(X)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no rest after 32 rounds: pass `swap` still changes ")
                .hasMessageContaining("x");
    }
}
