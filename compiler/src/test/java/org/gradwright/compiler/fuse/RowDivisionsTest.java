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
import org.gradwright.compiler.op.Arithmetic;
import org.gradwright.compiler.op.Ops;
import org.junit.jupiter.api.Test;

class RowDivisionsTest {
    private static final Ops G = Ops.at(Origin.NONE);

    private static Node input(int columns) {
        var shape = Shape.of(Size.free("batch"), Size.of(columns));
        return Node.of(new Input("x", TensorType.real(shape)), Origin.NONE, List.of());
    }

    private static Node sum(Node x) {
        return G.sum(x, List.of(1), true);
    }

    private static Node exponentials(Node x) {
        return G.exp(G.sub(x, G.max(x, List.of(1), true)));
    }

    private static Object operation(Node y) {
        var spec = new ProgramSpec("predict", Map.of(), Map.of("y", y), Map.of());
        return RowDivisions.apply(spec).outputs().get("y").operation();
    }

    @Test
    void aSoftmaxMultipliesByTheReciprocalOfItsSum() {
        Node e = exponentials(input(64));
        assertThat(operation(G.div(e, sum(e)))).isEqualTo(Arithmetic.MUL);
    }

    @Test
    void aNormMultipliesByTheReciprocalOfItsRoot() {
        Node x = input(64);
        Node deviation = G.sqrt(G.add(G.mean(G.square(x), List.of(1), true), G.constant(1e-5)));
        assertThat(operation(G.div(x, deviation))).isEqualTo(Arithmetic.MUL);
        assertThat(operation(G.div(x, G.sqrt(x)))).isEqualTo(Arithmetic.DIV);
    }

    @Test
    void aReciprocalThatMayOverflowIsNotTaken() {
        Node x = input(64);
        assertThat(operation(G.div(x, sum(x)))).isEqualTo(Arithmetic.DIV);
        assertThat(operation(G.div(x, sum(G.exp(x))))).isEqualTo(Arithmetic.DIV);
    }

    @Test
    void shortRowsAreDivided() {
        Node e = exponentials(input(3));
        assertThat(operation(G.div(e, sum(e)))).isEqualTo(Arithmetic.DIV);
    }
}
