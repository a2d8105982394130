// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.exports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.op.ArgReduce;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Concat;
import org.gradwright.compiler.op.Constant;
import org.gradwright.compiler.op.ConstantTensor;
import org.gradwright.compiler.op.Convolution;
import org.gradwright.compiler.op.Gather;
import org.gradwright.compiler.op.Iota;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Pad;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Random;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Roll;
import org.gradwright.compiler.op.ScatterAdd;
import org.gradwright.compiler.op.SizeValue;
import org.gradwright.compiler.op.Slice;
import org.gradwright.compiler.op.Sliding;
import org.gradwright.compiler.op.TakeAlong;
import org.gradwright.compiler.op.Transpose;
import org.gradwright.compiler.op.Windows;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;

/** How each operation is said in ONNX, one entry an operation. */
final class Operations {
    private static final Map<Class<? extends Operation>, Writer> ALL = table();

    private final Listing out;
    private final Node node;
    private final List<String> inputs;

    private Operations(Listing out, Node node, List<String> inputs) {
        this.out = out;
        this.node = node;
        this.inputs = inputs;
    }

    private interface Writer {
        String write(Operations at);
    }

    private interface Typed<T> {
        String write(Operations at, T operation);
    }

    private static <T extends Operation> void put(
            Map<Class<? extends Operation>, Writer> table, Class<T> kind, Typed<T> writer) {
        table.put(kind, at -> writer.write(at, kind.cast(at.node.operation())));
    }

    private static Map<Class<? extends Operation>, Writer> table() {
        var table = new HashMap<Class<? extends Operation>, Writer>();
        put(table, Pointwise.class, Operations::pointwise);
        put(table, Constant.class, (at, c) -> at.out.number(c.value(), c.element()));
        put(table, ConstantTensor.class, (at, c) -> at.out.table("table", at.out.type(c.element()), c.value()));
        put(table, SizeValue.class, (at, s) -> at.scalar(at.out.cast(at.out.size(s.size()), at.out.real())));
        put(table, Iota.class, Operations::iota);
        put(table, MatMul.class, (at, m) -> at.add("MatMul", Map.of()));
        put(table, Reshape.class, (at, r) -> at.out.reshape(at.x(), r.shape()));
        put(table, BroadcastTo.class, (at, b) -> at.out.add("Expand", at.x(), at.out.shape(b.shape())));
        put(table, Transpose.class, (at, t) -> at.add("Transpose", Map.of("perm", wholes(t.permutation()))));
        put(table, Concat.class, (at, c) -> at.add("Concat", axis(c.axis())));
        put(table, Slice.class, Operations::slice);
        put(table, Roll.class, Operations::roll);
        put(table, Pad.class, Operations::pad);
        put(table, Gather.class, (at, g) -> at.add("Gather", axis(g.axis())));
        put(table, TakeAlong.class, (at, t) -> at.add("GatherElements", axis(t.axis())));
        put(table, ScatterAdd.class, Operations::scatterAdd);
        put(table, Reduce.class, Operations::reduce);
        put(table, ArgReduce.class, Operations::argReduce);
        put(table, Convolution.class, Operations::convolution);
        put(table, Windows.class, (at, w) -> Gathered.windows(at.out, at.node, w, at.x()));
        put(table, Random.class, Operations::random);
        return Map.copyOf(table);
    }

    /** The name of a node's value, its inputs having names. @throws OnnxException when ONNX cannot say it */
    static String write(Listing out, Node node, Map<Node, String> names) {
        Writer writer = ALL.get(node.operation().getClass());
        if (writer == null) {
            throw new OnnxException("ONNX has no words for this operation; leave out the outputs that need it");
        }
        return writer.write(
                new Operations(out, node, node.inputs().stream().map(names::get).toList()));
    }

    private String x() {
        return inputs.get(0);
    }

    private String add(String operator, Map<String, Attribute> attributes) {
        String wish = node.name().isEmpty() ? operator.toLowerCase(Locale.ROOT) : node.name();
        return out.add(operator, wish, inputs, attributes);
    }

    private static Attribute wholes(List<Integer> values) {
        return new Attribute.Wholes(values.stream().map(Integer::longValue).toList());
    }

    private static Map<String, Attribute> axis(int axis) {
        return Map.of("axis", new Attribute.Whole(axis));
    }

    private String scalar(String listOfOne) {
        return out.add("Reshape", listOfOne, out.wholes());
    }

    private String pointwise(Pointwise operation) {
        return Scalars.write(out, operation, inputs);
    }

    private String iota(Iota iota) {
        Size size = iota.shape().size(iota.axis());
        String zero = out.table("number", ElementType.INT64, Tensor.scalar(0));
        String one = out.table("number", ElementType.INT64, Tensor.scalar(1));
        String numbers = out.cast(out.add("Range", zero, scalar(out.size(size)), one), ElementType.INT32);
        var along = new ArrayList<Size>();
        for (int axis = 0; axis < iota.shape().rank(); axis++) {
            along.add(axis == iota.axis() ? size : Size.ONE);
        }
        String placed = out.reshape(numbers, new Shape(along));
        return out.add("Expand", placed, out.shape(iota.shape()));
    }

    /** To go down to index 0 a stop is before all that could be counted from the end. */
    private String slice(Slice slice) {
        boolean toFirst = slice.step() < 0 && slice.stop().is(-1);
        String stop = toFirst ? out.wholes(Integer.MIN_VALUE) : out.size(slice.stop());
        return out.add("Slice", x(), out.size(slice.start()), stop, out.wholes(slice.axis()), out.wholes(slice.step()));
    }

    private String part(String x, int axis, Size start, Size stop) {
        return out.add("Slice", x, out.size(start), out.size(stop), out.wholes(axis));
    }

    private String roll(Roll roll) {
        Size size = node.shape().size(roll.axis());
        if (!size.isKnown()) {
            throw new OnnxException("the size of the axis has to be known: fix it with --dim");
        }
        Size cut = Size.of(Math.floorMod(-(long) roll.shift(), size.known()));
        String head = part(x(), roll.axis(), Size.ZERO, cut);
        String tail = part(x(), roll.axis(), cut, size);
        return cut.is(0) ? x() : out.add("Concat", List.of(tail, head), axis(roll.axis()));
    }

    private String pad(Pad pad) {
        String x = pad.interior() == 0 ? x() : spread(pad);
        int rank = node.shape().rank();
        boolean known = pad.before().isKnown() && pad.after().isKnown();
        String list = known ? out.wholes(knownPads(pad, rank)) : openPads(pad, rank);
        return out.add("Pad", x, list, out.number(pad.value(), node.type().element()));
    }

    private String openPads(Pad pad, int rank) {
        List<String> pads = IntStream.range(0, 2 * rank)
                .mapToObj(i -> i == pad.axis() ? pad.before() : i == rank + pad.axis() ? pad.after() : Size.ZERO)
                .map(out::size)
                .toList();
        return out.add("Concat", pads, axis(0));
    }

    private static long[] knownPads(Pad pad, int rank) {
        long[] pads = new long[2 * rank];
        pads[pad.axis()] = pad.before().known();
        pads[rank + pad.axis()] = pad.after().known();
        return pads;
    }

    /** With values between the elements: each element becomes a row that is padded, and the last is cut. */
    private String spread(Pad pad) {
        Shape shape = node.input(0).shape();
        int rank = shape.rank();
        var rows = new ArrayList<>(shape.sizes());
        rows.add(pad.axis() + 1, Size.ONE);
        long[] pads = new long[2 * (rank + 1)];
        pads[rank + 1 + pad.axis() + 1] = pad.interior();
        String value = out.number(pad.value(), node.type().element());
        String wide = out.add("Pad", out.reshape(x(), new Shape(rows)), out.wholes(pads), value);
        Size each = shape.size(pad.axis()).times(pad.interior() + 1);
        String flat = out.reshape(wide, shape.with(pad.axis(), each));
        return part(flat, pad.axis(), Size.ZERO, each.minus(Size.of(pad.interior())));
    }

    /** One index for each update, along the axis. */
    private String scatterAdd(ScatterAdd scatter) {
        Shape shape = scatter.shape();
        var along = new ArrayList<>(Collections.nCopies(shape.rank(), Size.ONE));
        Size count = node.input(0).shape().count();
        along.set(scatter.axis(), count);
        Shape updates = shape.with(scatter.axis(), count);
        String indices = out.add("Expand", out.reshape(x(), new Shape(along)), out.shape(updates));
        String zeros = out.add("Expand", out.number(0, node.type().element()), out.shape(shape));
        return out.add(
                "ScatterElements",
                List.of(zeros, indices, out.reshape(inputs.get(1), updates)),
                Map.of("axis", new Attribute.Whole(scatter.axis()), "reduction", new Attribute.Text("add")));
    }

    /** Other numbers than here: each runtime has a generator of its own. */
    private String random(Random random) {
        String like = out.add("Expand", out.real(0), out.shape(random.shape()));
        String operator = random.kind() == Random.Kind.NORMAL ? "RandomNormalLike" : "RandomUniformLike";
        return out.add(operator, List.of(like), Map.of());
    }

    private String reduce(Reduce reduce) {
        boolean condition = node.input(0).type().element() == Element.BOOL;
        String x = condition ? out.cast(x(), out.type(node.type().element())) : x();
        Attribute keep = new Attribute.Whole(reduce.keep() ? 1 : 0);
        return switch (reduce.kind()) {
            case SUM -> out.add("ReduceSum", List.of(x, out.wholes(reduce.axes())), Map.of("keepdims", keep));
            case MAX -> out.add("ReduceMax", List.of(x), Map.of("keepdims", keep, "axes", wholes(reduce.axes())));
            case MIN -> out.add("ReduceMin", List.of(x), Map.of("keepdims", keep, "axes", wholes(reduce.axes())));
            case PROD -> out.add("ReduceProd", List.of(x), Map.of("keepdims", keep, "axes", wholes(reduce.axes())));
        };
    }

    private String argReduce(ArgReduce operation) {
        String index = out.add(
                operation.largest() ? "ArgMax" : "ArgMin",
                inputs,
                Map.of(
                        "axis", new Attribute.Whole(operation.axis()),
                        "keepdims", new Attribute.Whole(operation.keep() ? 1 : 0)));
        return out.cast(index, ElementType.INT32);
    }

    /** Groups are an axis here and a number there. */
    private String convolution(Convolution convolution) {
        Shape x = node.input(0).shape();
        Shape w = node.input(1).shape();
        String images = out.reshape(x(), merged(x, 1));
        String filters = out.reshape(inputs.get(1), merged(w, 0));
        List<Sliding> slides = convolution.slides();
        String result = out.add(
                "Conv",
                List.of(images, filters),
                Map.of(
                        "group", new Attribute.Whole(w.size(0).known()),
                        "strides", wholes(slides.stream().map(Sliding::stride).toList()),
                        "dilations",
                                wholes(slides.stream().map(Sliding::dilation).toList())));
        return out.reshape(result, node.shape());
    }

    /** An axis and the next as one. */
    private static Shape merged(Shape shape, int axis) {
        var sizes = new ArrayList<>(shape.sizes());
        Size size = sizes.remove(axis).times(sizes.get(axis));
        sizes.set(axis, size);
        return new Shape(sizes);
    }
}
