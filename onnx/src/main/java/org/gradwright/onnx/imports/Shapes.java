// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.broadcastTo;
import static org.gradwright.compiler.build.Functions.gather;
import static org.gradwright.compiler.build.Functions.pad;
import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.transpose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Functions;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.onnx.format.OnnxException;

/** Operators that move elements. */
final class Shapes {
    private static final int PADS_ARE_OPERAND = 11;

    private Shapes() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.single("Reshape", Shapes::reshaped),
            Table.single("Flatten", Shapes::flattened),
            Table.single("Squeeze", Shapes::squeezed),
            Table.single("Unsqueeze", Shapes::unsqueezed),
            Table.single("Transpose", Shapes::transposed),
            Table.single("Expand", Shapes::expanded),
            Table.single("Tile", Shapes::tiled),
            Table.any("Concat", c -> concatenated(c, c.values(), c.axis("axis", 1))),
            Table.any("Split", Shapes::split),
            Table.single("Pad", Shapes::padded),
            Table.single("DepthToSpace", Shapes::depthToSpace),
            Table.single("SpaceToDepth", Shapes::spaceToDepth));

    /** What has no elements adds nothing. */
    static List<Value> concatenated(Call c, List<Value> all, int axis) {
        List<Value> parts = all.stream()
                .filter(v -> !(v instanceof Value.Known known && known.isEmpty()))
                .toList();
        if (parts.size() < 2) {
            return List.of((parts.isEmpty() ? all : parts).get(0));
        }
        return List.of(new Value.Bound(
                Functions.concat(parts.stream().map(c::term).toArray()).axis(axis)));
    }

    private static Term reshaped(Call c) {
        List<Size> wanted = c.has(1)
                ? c.lengths(1)
                : c.settings().wholes("shape").stream().map(Size::of).toList();
        boolean zeros = c.settings().flag("allowzero", false);
        Shape shape = c.shape(0);
        var sizes = new ArrayList<Size>();
        for (int i = 0; i < wanted.size(); i++) {
            Size size = wanted.get(i);
            if (size.is(0) && !zeros && i >= shape.rank()) {
                throw new OnnxException("size 0 of axis " + i + " copies from a shape of rank " + shape.rank());
            }
            sizes.add(size.is(0) && !zeros ? shape.size(i) : size.is(-1) ? Size.ONE : size);
        }
        int open = wanted.indexOf(Size.of(-1));
        if (open >= 0) {
            Size rest = new Shape(sizes).count();
            sizes.set(
                    open,
                    shape.count()
                            .dividedBy(rest)
                            .orElseThrow(() -> new OnnxException(shape + " cannot be reshaped to " + wanted)));
        }
        return shaped(c, new Shape(sizes));
    }

    private static Term shaped(Call c, Shape shape) {
        return shape.equals(c.shape(0)) ? c.x() : reshape(c.x(), c.list(shape));
    }

    private static Term flattened(Call c) {
        int rank = c.rank(0);
        long written = c.settings().whole("axis", 1);
        int axis = written == rank ? rank : c.axis((int) written, rank);
        Shape shape = c.shape(0);
        return shaped(c, Shape.of(shape.product(0, axis), shape.product(axis, rank)));
    }

    private static Term squeezed(Call c) {
        Shape shape = c.shape(0);
        List<Integer> axes =
                c.wholes(1, "axes").stream().map(a -> c.axis(a, shape.rank())).toList();
        var sizes = new ArrayList<Size>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            boolean drops = axes.isEmpty() ? shape.size(axis).is(1) : axes.contains(axis);
            if (drops && !shape.size(axis).is(1)) {
                throw new OnnxException("axis " + axis + " of " + shape + " is not 1");
            }
            if (!drops) {
                sizes.add(shape.size(axis));
            }
        }
        return shaped(c, new Shape(sizes));
    }

    private static Term unsqueezed(Call c) {
        List<Integer> written = c.wholes(1, "axes");
        int rank = c.rank(0) + written.size();
        List<Integer> axes = written.stream().map(a -> c.axis(a, rank)).sorted().toList();
        var sizes = new ArrayList<>(c.shape(0).sizes());
        axes.forEach(axis -> sizes.add(axis, Size.ONE));
        return shaped(c, new Shape(sizes));
    }

    private static Term transposed(Call c) {
        List<Integer> reversed = Call.all(c.rank(0));
        Collections.reverse(reversed);
        return turned(c.x(), c.settings().wholes("perm", reversed));
    }

    static Term turned(Term x, List<Integer> order) {
        if (order.equals(Call.all(order.size()))) {
            return x;
        }
        return order.equals(List.of(1, 0)) ? x.transposed() : transpose(x, order);
    }

    private static Term expanded(Call c) {
        List<Size> wanted = c.lengths(1);
        Shape shape = c.shape(0);
        int rank = Math.max(wanted.size(), shape.rank());
        var sizes = new ArrayList<Size>();
        for (int i = 0; i < rank; i++) {
            int own = i - (rank - shape.rank());
            int other = i - (rank - wanted.size());
            Size size = own < 0 ? Size.ONE : shape.size(own);
            sizes.add(size.is(1) && other >= 0 ? wanted.get(other) : size);
        }
        return broadcastTo(c.x(), c.list(new Shape(sizes)));
    }

    private static Term tiled(Call c) {
        List<Integer> repeats = c.wholes(1);
        Term result = c.x();
        for (int axis = 0; axis < repeats.size(); axis++) {
            List<Term> copies = Collections.nCopies(repeats.get(axis), result);
            result = repeats.get(axis) == 1
                    ? result
                    : c.let("tiled", Functions.concat(copies.toArray()).axis(axis));
        }
        return result;
    }

    private static List<Value> split(Call c) {
        int axis = c.axis("axis", 0);
        List<Integer> given = c.wholes(1, "split");
        int parts = given.isEmpty()
                ? Math.max(c.node().outputs().size(), (int) c.settings().whole("num_outputs", 0))
                : 0;
        List<Integer> sizes = given.isEmpty() ? equal(c.size(0, axis), parts) : given;
        return parts(c, axis, sizes);
    }

    /** Parts of an axis, one behind the other. */
    static List<Value> parts(Call c, int axis, List<Integer> sizes) {
        List<Value> parts = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            parts.add(
                    size == 0
                            ? Value.Known.empty(c.type(0), axis)
                            : new Value.Bound(part(c.x(), c.rank(0), axis, from, from + size, 1)));
            from += size;
        }
        return parts;
    }

    /** The last part is smaller where the size does not come out even. */
    private static List<Integer> equal(int size, int parts) {
        int each = -Math.floorDiv(-size, parts);
        return IntStream.range(0, parts)
                .mapToObj(i -> Math.min(each, size - i * each))
                .toList();
    }

    /** Elements of an axis. */
    static Term part(Term x, int rank, int axis, int from, int to, int step) {
        Object[] subscripts = new Object[axis + 1];
        java.util.Arrays.fill(subscripts, Subscript.all());
        Subscript range = Subscript.between(from, to);
        subscripts[axis] = step == 1 ? range : range.by(step);
        return x.at(subscripts);
    }

    private static Term padded(Call c) {
        boolean operands = c.opset() >= PADS_ARE_OPERAND;
        List<Integer> pads = operands
                ? c.wholes(1)
                : c.settings().wholes("pads", c.settings().wholes("paddings"));
        List<Integer> axes = c.has(3) ? c.wholes(3) : Call.all(pads.size() / 2);
        double value = operands ? (c.has(2) ? c.number(2) : 0) : c.settings().number("value", 0);
        String mode = c.settings().text("mode", "constant");
        Term result = c.x();
        for (int i = 0; i < axes.size(); i++) {
            int before = pads.get(i);
            int after = pads.get(i + axes.size());
            int axis = c.axis(axes.get(i), c.rank(0));
            if (before != 0 || after != 0) {
                result = c.let("padded", padded(c, result, axis, before, after, mode, value));
            }
        }
        return result;
    }

    private static Term padded(Call c, Term x, int axis, int before, int after, String mode, double value) {
        if (mode.equals("constant") && before >= 0 && after >= 0) {
            return pad(x, before, after).axis(axis).value(value);
        }
        int size = c.size(0, axis);
        if (mode.equals("constant")) {
            Term cut = c.let("cut", part(x, c.rank(0), axis, Math.max(0, -before), size - Math.max(0, -after), 1));
            return pad(cut, Math.max(0, before), Math.max(0, after)).axis(axis).value(value);
        }
        List<Integer> places = IntStream.range(-before, size + after)
                .mapToObj(i -> mirrored(mode, i, size))
                .toList();
        return gather(x, toI32(Terms.of(places))).axis(axis);
    }

    private static int mirrored(String mode, int at, int size) {
        return switch (mode) {
            case "edge" -> Math.max(0, Math.min(size - 1, at));
            case "wrap" -> Math.floorMod(at, size);
            case "reflect" -> {
                int period = Math.max(1, 2 * (size - 1));
                int place = Math.floorMod(at, period);
                yield Math.min(place, period - place);
            }
            default -> throw new OnnxException("mode " + mode + " of padding is not supported");
        };
    }

    private static Term depthToSpace(Call c) {
        Size block = Size.of(c.settings().whole("blocksize", 1));
        List<Size> s = c.shape(0).sizes();
        boolean channelsFirst = c.settings().text("mode", "DCR").equals("CRD");
        Size depth = quotient(s.get(1), block.times(block));
        Shape apart = channelsFirst
                ? Shape.of(s.get(0), depth, block, block, s.get(2), s.get(3))
                : Shape.of(s.get(0), block, block, depth, s.get(2), s.get(3));
        List<Integer> order = channelsFirst ? List.of(0, 1, 4, 2, 5, 3) : List.of(0, 3, 4, 1, 5, 2);
        Term turned = c.let("turned", transpose(reshape(c.x(), c.list(apart)), order));
        return reshape(
                turned,
                c.list(Shape.of(s.get(0), depth, s.get(2).times(block), s.get(3).times(block))));
    }

    private static Term spaceToDepth(Call c) {
        Size block = Size.of(c.settings().whole("blocksize", 1));
        List<Size> s = c.shape(0).sizes();
        Size height = quotient(s.get(2), block);
        Size width = quotient(s.get(3), block);
        boolean channelsFirst = c.settings().text("mode", "DCR").equals("CRD");
        List<Integer> order = channelsFirst ? List.of(0, 1, 3, 5, 2, 4) : List.of(0, 3, 5, 1, 2, 4);
        Shape apart = Shape.of(s.get(0), s.get(1), height, block, width, block);
        Term turned = c.let("turned", transpose(reshape(c.x(), c.list(apart)), order));
        return reshape(turned, c.list(Shape.of(s.get(0), s.get(1).times(block).times(block), height, width)));
    }

    private static Size quotient(Size size, Size block) {
        return size.dividedBy(block)
                .orElseThrow(() -> new OnnxException("the size `" + size + "` is no multiple of " + block));
    }
}
