// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** Functions that put tensors together, take them apart, and choose among their elements. */
final class AssemblyBuiltins {
    private AssemblyBuiltins() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("concat(parts, axis = 0)", AssemblyBuiltins::concat),
                Builtin.of("stack(parts, axis = 0)", AssemblyBuiltins::stack),
                Builtin.of("split(x, parts, axis = 0)", AssemblyBuiltins::split),
                Builtin.of("unstack(x, axis = 0)", AssemblyBuiltins::unstack),
                Builtin.of("pad(x, before, after, axis = -1, value = 0)", AssemblyBuiltins::pad),
                Builtin.of("gather(x, indices, axis = 0)", AssemblyBuiltins::gather),
                Builtin.of("scatter_add(updates, indices, size, axis = 0)", AssemblyBuiltins::scatterAdd),
                Builtin.of("take_along(x, indices, axis = -1)", AssemblyBuiltins::takeAlong),
                Builtin.of(
                        "one_hot(indices, classes)",
                        a -> a.tensor(a.ops().oneHot(a.integers("indices"), a.size("classes")))),
                Builtin.of("cross_entropy(logits, target, ignore_index = none, label_smoothing = 0)", CrossEntropy::of),
                Builtin.of("steps(x, axis = 1, truncate = none, reverse = false)", AssemblyBuiltins::steps));
    }

    private static Value steps(Arguments a) {
        Node x = a.node("x");
        OptionalLong truncate = OptionalLong.empty();
        if (!a.isAbsent("truncate")) {
            long length = a.whole("truncate");
            if (length < 1 || length > Integer.MAX_VALUE) {
                throw a.wrong("truncate", "a number of steps from 1");
            }
            truncate = OptionalLong.of(length);
        }
        return new Value.Steps(x, a.axis("axis", x), truncate, a.flag("reverse"));
    }

    private static Value concat(Arguments a) {
        List<Node> parts = a.nodes("parts");
        int axis = a.axis("axis", parts.get(0));
        for (Node part : parts) {
            boolean fits = part.shape().rank() == parts.get(0).shape().rank()
                    && part.type().element() == parts.get(0).type().element()
                    && part.shape()
                            .with(axis, Size.ONE)
                            .equals(parts.get(0).shape().with(axis, Size.ONE));
            if (!fits) {
                throw misfit(a, parts.get(0), part, "all axes but axis " + axis + " must be equal");
            }
        }
        return a.tensor(a.ops().concat(parts, axis));
    }

    private static Fault misfit(Arguments a, Node first, Node other, String help) {
        return Fault.of(Diagnostic.error(
                        "G0237",
                        a.span("parts"),
                        "`" + a.name() + "` cannot join " + other.type() + " to " + first.type())
                .help(help));
    }

    private static Value stack(Arguments a) {
        List<Node> parts = a.nodes("parts");
        for (Node part : parts) {
            if (!part.type().equals(parts.get(0).type())) {
                throw misfit(a, parts.get(0), part, "all must have one shape");
            }
        }
        int rank = parts.get(0).shape().rank() + 1;
        int axis = a.session().sizes().axis(a.value("axis"), rank, a.span("axis"), "the result of rank " + rank);
        return a.tensor(a.ops().stack(parts, axis));
    }

    /** Equal parts, or parts of given sizes. */
    private static Value split(Arguments a) {
        Node x = a.node("x");
        int axis = a.axis("axis", x);
        List<Size> sizes = a.value("parts") instanceof Value.ListValue list
                ? list.elements().stream()
                        .map(v -> a.session().sizes().size(v, a.span("parts")))
                        .toList()
                : equalParts(a, x.shape().size(axis));
        Size sum = sizes.stream().reduce(Size.ZERO, Size::plus);
        if (!sum.equals(x.shape().size(axis))) {
            throw Fault.of(Diagnostic.error(
                    "G0238",
                    a.span("parts"),
                    "the parts have " + sum + " together, axis " + axis + " has "
                            + x.shape().size(axis)));
        }
        List<Value> parts = new ArrayList<>();
        Size start = Size.ZERO;
        for (Size size : sizes) {
            parts.add(a.tensor(a.ops().slice(x, axis, start, start.plus(size), 1)));
            start = start.plus(size);
        }
        return new Value.ListValue(parts);
    }

    private static List<Size> equalParts(Arguments a, Size size) {
        long count = a.whole("parts");
        a.session().countNodes((int) Math.max(0, Math.min(count, Session.NODES + 1)), a.span());
        var part = count < 1 ? java.util.Optional.<Size>empty() : size.dividedBy(Size.of(count));
        if (part.isEmpty()) {
            throw Fault.of(Diagnostic.error("G0211", a.span("parts"), size + " is not divisible by " + count));
        }
        return java.util.Collections.nCopies((int) count, part.get());
    }

    private static Value unstack(Arguments a) {
        Node x = a.node("x");
        int axis = a.axis("axis", x);
        Size size = x.shape().size(axis);
        if (!size.isKnown()) {
            throw Fault.of(Diagnostic.error("G0221", a.span(), "`unstack` needs an axis of known size")
                    .label(x.type().toString()));
        }
        a.session().countNodes((int) Math.min(size.known(), Session.NODES), a.span());
        List<Value> parts = new ArrayList<>();
        for (long i = 0; i < size.known(); i++) {
            parts.add(a.tensor(a.ops().index(x, axis, Size.of(i))));
        }
        return new Value.ListValue(parts);
    }

    private static Value pad(Arguments a) {
        Node x = a.real("x");
        return a.tensor(a.ops().pad(x, a.axis("axis", x), a.size("before"), a.size("after"), a.number("value")));
    }

    private static Value gather(Arguments a) {
        Node x = a.node("x");
        Node indices = a.integers("indices");
        int rank = x.shape().rank() - 1 + indices.shape().rank();
        Shape result = new Shape(java.util.Collections.nCopies(Math.max(0, rank), Size.ONE));
        a.session().sizes().checked(result, a.span());
        return a.tensor(a.ops().gather(x, indices, a.axis("axis", x)));
    }

    /** The axes of the indices become one axis of the size. */
    private static Value scatterAdd(Arguments a) {
        Node updates = a.real("updates");
        Node indices = a.integers("indices");
        int axis = a.axis("axis", updates);
        int axes = indices.shape().rank();
        var sizes = new ArrayList<>(updates.shape().sizes());
        if (axis + axes > sizes.size()
                || !sizes.subList(axis, axis + axes).equals(indices.shape().sizes())) {
            throw Fault.of(Diagnostic.error("G0210", a.span(), "`scatter_add` needs an index for each update")
                    .underline(a.span("updates"), updates.type().toString())
                    .underline(a.span("indices"), indices.type().toString()));
        }
        sizes.subList(axis, axis + axes).clear();
        sizes.add(axis, a.size("size"));
        return a.tensor(a.ops().scatterAdd(indices, updates, new Shape(sizes), axis));
    }

    private static Value takeAlong(Arguments a) {
        Node x = a.node("x");
        Ops ops = a.ops();
        return a.tensor(ops.takeAlong(x, a.integers("indices"), a.axis("axis", x)));
    }
}
