// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.value.Value;

/** Functions about shapes: what a shape is, and the same elements in another one. */
final class ShapeBuiltins {
    private ShapeBuiltins() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("shape(x)", a -> sizes(a.node("x").shape().sizes())),
                Builtin.of("size(x, axis)", ShapeBuiltins::size),
                Builtin.of(
                        "elements(x)", a -> new Value.Whole(a.node("x").shape().count())),
                Builtin.of("rank(x)", a -> Value.Whole.of(a.node("x").shape().rank())),
                Builtin.of("other_axes(x, axis)", ShapeBuiltins::otherAxes),
                Builtin.of("pair(x)", ShapeBuiltins::pair),
                Builtin.of("along(v, x, axis)", ShapeBuiltins::along),
                Builtin.of("reshape(x, shape)", ShapeBuiltins::reshape),
                Builtin.of("transpose(x, order)", ShapeBuiltins::transpose),
                Builtin.of("broadcast_to(x, shape)", ShapeBuiltins::broadcastTo),
                Builtin.of("roll(x, shift, axis)", ShapeBuiltins::roll),
                Builtin.of("flip(x, axis)", a -> a.tensor(a.ops().flip(a.node("x"), a.axis("axis", a.node("x"))))));
    }

    private static Value sizes(List<Size> sizes) {
        return new Value.ListValue(sizes.stream().<Value>map(Value.Whole::new).toList());
    }

    private static Value size(Arguments a) {
        Node x = a.node("x");
        return new Value.Whole(x.shape().size(a.axis("axis", x)));
    }

    private static Value otherAxes(Arguments a) {
        Node x = a.node("x");
        List<Integer> named = a.axes("axis", x);
        return new Value.ListValue(IntStream.range(0, x.shape().rank())
                .filter(axis -> !named.contains(axis))
                .<Value>mapToObj(Value.Whole::of)
                .toList());
    }

    private static Value pair(Arguments a) {
        Value x = a.value("x");
        return x instanceof Value.ListValue ? x : new Value.ListValue(List.of(x, x));
    }

    /** A vector, given the rank of x, its elements along one axis. */
    private static Value along(Arguments a) {
        Node v = a.node("v");
        Node x = a.node("x");
        int axis = a.axis("axis", x);
        if (v.shape().rank() != 1) {
            throw a.wrong("v", "a vector");
        }
        List<Size> sizes =
                new ArrayList<>(java.util.Collections.nCopies(x.shape().rank(), Size.ONE));
        sizes.set(axis, v.shape().size(0));
        return a.tensor(a.ops().reshape(v, new Shape(sizes)));
    }

    private static Value reshape(Arguments a) {
        Node x = a.node("x");
        Shape shape = rest(a, x).orElseGet(() -> a.shape("shape"));
        if (!x.shape().count().equals(shape.count())) {
            throw Fault.of(Diagnostic.error(
                            "G0214",
                            a.span("shape"),
                            "`reshape` keeps the number of elements: "
                                    + x.shape().count() + " is not " + shape.count())
                    .underline(a.span("x"), x.type().toString())
                    .label(shape.toString())
                    .help("sizes must have the same product, also as free sizes"));
        }
        return a.tensor(a.ops().reshape(x, shape));
    }

    /** A shape with {@code ...}: the axes that are not named keep their sizes. */
    private static Optional<Shape> rest(Arguments a, Node x) {
        if (!(a.value("shape") instanceof Value.ListValue list)
                || !list.elements().contains(Value.Rest.REST)) {
            return Optional.empty();
        }
        int rest = list.elements().indexOf(Value.Rest.REST);
        List<Size> before = sizes(a, list.elements().subList(0, rest));
        List<Size> after =
                sizes(a, list.elements().subList(rest + 1, list.elements().size()));
        int from = prefix(x.shape(), product(before));
        int to = suffix(x.shape(), product(after), from);
        if (from < 0 || to < 0) {
            throw Fault.of(Diagnostic.error("G0214", a.span("shape"), "`...` must stand for whole axes")
                    .underline(a.span("x"), x.type().toString()));
        }
        List<Size> sizes = new ArrayList<>(before);
        sizes.addAll(x.shape().sizes().subList(from, to));
        sizes.addAll(after);
        return Optional.of(a.session().sizes().checked(new Shape(sizes), a.span("shape")));
    }

    private static List<Size> sizes(Arguments a, List<Value> values) {
        return values.stream()
                .map(v -> a.session().sizes().size(v, a.span("shape")))
                .toList();
    }

    private static Size product(List<Size> sizes) {
        return new Shape(sizes).count();
    }

    private static int prefix(Shape shape, Size product) {
        return IntStream.rangeClosed(0, shape.rank())
                .filter(i -> shape.product(0, i).equals(product))
                .findFirst()
                .orElse(-1);
    }

    private static int suffix(Shape shape, Size product, int from) {
        return IntStream.iterate(shape.rank(), i -> i >= Math.max(0, from), i -> i - 1)
                .filter(i -> shape.product(i, shape.rank()).equals(product))
                .findFirst()
                .orElse(-1);
    }

    private static Value transpose(Arguments a) {
        Node x = a.node("x");
        List<Integer> order = a.axes("order", x);
        if (a.isAbsent("order") || order.size() != x.shape().rank()) {
            throw Fault.of(
                    Diagnostic.error("G0224", a.span("order"), "`transpose` needs each axis of " + x.type() + " once")
                            .help("to exchange the last two axes write `" + a.text("x") + "'`"));
        }
        return a.tensor(a.ops().transpose(x, order));
    }

    private static Value broadcastTo(Arguments a) {
        Node x = a.node("x");
        return a.tensor(a.ops().broadcastTo(x, a.shape("shape")));
    }

    private static Value roll(Arguments a) {
        Node x = a.node("x");
        long shift = a.whole("shift");
        if (shift != (int) shift) {
            throw a.wrong("shift", "a whole number of 32 bits");
        }
        return a.tensor(a.ops().roll(x, a.axis("axis", x), (int) shift));
    }
}
