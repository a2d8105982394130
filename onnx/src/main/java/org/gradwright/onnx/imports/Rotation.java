// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.concat;
import static org.gradwright.compiler.build.Functions.gather;
import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.stack;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/** {@code RotaryEmbedding}: pairs of features turned by angles of their positions, whose cosines and sines are not trained. */
final class Rotation {
    private static final int LAST = 3;
    private static final int PLACES = 3;

    static final Map<String, Operator> ALL = Table.of(Table.single("RotaryEmbedding", c -> new Rotation(c).run()));

    private final Call c;
    private final boolean isFlat;
    private final Term x;
    private final int size;
    private final int turned;

    private Rotation(Call c) {
        this.c = c;
        this.isFlat = c.rank(0) == 3;
        this.x = isFlat ? c.let("heads", apart()) : c.x();
        this.size = (int) c.type(x).shape().size(LAST).known();
        int dims = (int) c.settings().whole("rotary_embedding_dim", 0);
        this.turned = dims == 0 ? size : dims;
    }

    /** {@code [batch, time, heads * size]} with the heads as an axis. */
    private Term apart() {
        Shape shape = c.shape(0);
        Size heads = Size.of(c.settings().whole("num_heads", 1));
        Size each = Size.of(c.size(0, 2) / heads.known());
        return reshape(c.x(), c.list(new Shape(List.of(shape.size(0), shape.size(1), heads, each))));
    }

    private Term run() {
        boolean alternate = c.settings().flag("interleaved", false);
        int half = turned / 2;
        Term first = c.let("first", alternate ? part(0, turned, 2) : part(0, half, 1));
        Term second = c.let("second", alternate ? part(1, turned, 2) : part(half, turned, 1));
        Term cos = c.let("cos", ofPositions(1));
        Term sin = c.let("sin", ofPositions(2));
        Term left = c.let("left", sub(mul(cos, first), mul(sin, second)));
        Term right = c.let("right", add(mul(sin, first), mul(cos, second)));
        Term pairs = alternate ? joined(left, right) : concat(left, right).axis(LAST);
        Term whole = turned == size
                ? pairs
                : concat(c.let("pairs", pairs), part(turned, size, 1)).axis(LAST);
        return isFlat ? reshape(c.let("rotated", whole), c.list(c.shape(0))) : whole;
    }

    private Term part(int from, int to, int step) {
        return Shapes.part(x, 4, LAST, from, to, step);
    }

    /** Elements of two tensors by turns. */
    private Term joined(Term left, Term right) {
        List<Size> sizes = c.type(left).shape().sizes();
        Term pairs = c.let("pairs", stack(left, right).axis(-1));
        return reshape(pairs, c.list(new Shape(List.of(sizes.get(0), sizes.get(1), sizes.get(2), Size.of(turned)))));
    }

    /** The rows of a table for the positions, with an axis of 1 for the heads. */
    private Term ofPositions(int input) {
        Term table = c.state(input);
        Term rows = c.has(PLACES) ? c.let("rows", gather(table, c.term(PLACES)).axis(0)) : table;
        return isFlat
                ? rows.at(Subscript.all(), Subscript.all(), Subscript.newAxis())
                : rows.at(Subscript.all(), Subscript.newAxis());
    }
}
