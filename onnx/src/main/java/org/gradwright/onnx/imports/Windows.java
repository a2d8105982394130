// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.along;
import static org.gradwright.compiler.build.Functions.avgPool;
import static org.gradwright.compiler.build.Functions.convolve;
import static org.gradwright.compiler.build.Functions.convolveTransposed;
import static org.gradwright.compiler.build.Functions.max;
import static org.gradwright.compiler.build.Functions.mean;
import static org.gradwright.compiler.build.Functions.pad;
import static org.gradwright.compiler.build.Terms.add;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.FunctionCall;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Images;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Sliding;
import org.gradwright.onnx.format.OnnxException;

/** Convolution and pooling along all axes after the channels. */
final class Windows {
    private static final int LEADING = 2;
    private static final Ops G = Network.G;

    private Windows() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.single("Conv", Windows::convolved),
            Table.single("ConvTranspose", Windows::convolvedTransposed),
            Table.several("MaxPool", Windows::largest),
            Table.single("AveragePool", Windows::averaged),
            Table.single("GlobalAveragePool", c -> mean(c.x()).axis(trailing(c)).keep(true)),
            Table.single("GlobalMaxPool", c -> max(c.x()).axis(trailing(c)).keep(true)));

    static List<Integer> trailing(Call c) {
        return IntStream.range(LEADING, c.rank(0)).boxed().toList();
    }

    /** How windows lie on an axis each. {@code beyond}: padding that only rounding up asks for. */
    private record Plan(
            List<Integer> taps,
            List<Integer> strides,
            List<Integer> dilations,
            List<Integer> before,
            List<Integer> after,
            List<Integer> beyond) {
        Term padding() {
            boolean both = before.equals(sum(after, beyond));
            return both && before.stream().distinct().count() == 1
                    ? Terms.of(before.get(0))
                    : pairs(sum(after, beyond));
        }

        private Term pairs(List<Integer> after) {
            return Terms.list(IntStream.range(0, before.size())
                    .mapToObj(i -> Terms.of(List.of(before.get(i), after.get(i))))
                    .toArray());
        }

        List<Sliding> slides() {
            return IntStream.range(0, taps.size())
                    .mapToObj(i -> new Sliding(strides.get(i), dilations.get(i)))
                    .toList();
        }

        Images.Padding nodePadding() {
            return new Images.Padding(before, sum(after, beyond));
        }

        boolean isDense() {
            return dilations.stream().allMatch(d -> d == 1);
        }

        private static List<Integer> sum(List<Integer> a, List<Integer> b) {
            return IntStream.range(0, a.size())
                    .mapToObj(i -> a.get(i) + b.get(i))
                    .toList();
        }
    }

    private static Plan plan(Call c, List<Integer> taps) {
        int axes = taps.size();
        if (axes + LEADING != c.rank(0)) {
            throw new OnnxException("a kernel of " + axes + " axes does not fit " + c.type(0));
        }
        List<Integer> strides = c.settings().wholes("strides", Call.times(axes, 1));
        List<Integer> dilations = c.settings().wholes("dilations", Call.times(axes, 1));
        List<Integer> pads = c.settings().wholes("pads", Call.times(2 * axes, 0));
        String auto = c.settings().text("auto_pad", "NOTSET");
        boolean up = c.settings().flag("ceil_mode", false);
        var before = new ArrayList<Integer>();
        var after = new ArrayList<Integer>();
        var beyond = new ArrayList<Integer>();
        for (int i = 0; i < axes; i++) {
            int extent = (taps.get(i) - 1) * dilations.get(i) + 1;
            int stride = strides.get(i);
            boolean same = auto.startsWith("SAME");
            int total = same ? same(c.size(0, LEADING + i), stride, extent) : 0;
            int first = auto.equals("SAME_LOWER") ? total - total / 2 : total / 2;
            before.add(same ? first : auto.equals("VALID") ? 0 : pads.get(i));
            after.add(same ? total - first : auto.equals("VALID") ? 0 : pads.get(axes + i));
            beyond.add(up ? roundedUp(c.size(0, LEADING + i), before.get(i), after.get(i), stride, extent) : 0);
        }
        return new Plan(taps, strides, dilations, before, after, beyond);
    }

    private static int same(int size, int stride, int extent) {
        int positions = (size + stride - 1) / stride;
        return Math.max((positions - 1) * stride + extent - size, 0);
    }

    /** One more window where a part of one remains, unless it would begin in the padding behind. */
    private static int roundedUp(int size, int before, int after, int stride, int extent) {
        int room = size + before + after - extent;
        int last = -Math.floorDiv(-room, stride) * stride;
        return last >= size + before ? 0 : last - room;
    }

    private static <C extends org.gradwright.compiler.build.Call<C>> C slid(C call, Plan plan) {
        C strided = plan.strides.stream().allMatch(s -> s == 1) ? call : call.with("stride", plan.strides);
        C spread = plan.isDense() ? strided : strided.with("dilation", plan.dilations);
        boolean bare = plan.padding().toString().equals("0");
        return bare ? spread : spread.with("padding", plan.padding());
    }

    private static List<Integer> filterTaps(Call c) {
        return IntStream.range(LEADING, c.rank(1))
                .mapToObj(axis -> c.size(1, axis))
                .toList();
    }

    private static Term convolved(Call c) {
        var call = slid(convolve(c.x(), c.y()), plan(c, filterTaps(c)));
        int groups = (int) c.settings().whole("group", 1);
        return biased(c, groups == 1 ? call : call.groups(groups));
    }

    private static Term biased(Call c, Term sums) {
        if (!c.has(2)) {
            return sums;
        }
        Term result = c.let("sums", sums);
        return add(result, along(c.term(2), result, 1));
    }

    /** Padding is taken away from the result; what is missing to a shape that is asked for is put behind it. */
    private static Term convolvedTransposed(Call c) {
        List<Integer> taps = filterTaps(c);
        int axes = taps.size();
        List<Integer> strides = c.settings().wholes("strides", Call.times(axes, 1));
        List<Integer> dilations = c.settings().wholes("dilations", Call.times(axes, 1));
        List<Integer> extra = c.settings().wholes("output_padding", Call.times(axes, 0));
        List<Integer> pads = c.settings().wholes("pads", Call.times(2 * axes, 0));
        List<Integer> wanted = c.settings().wholes("output_shape");
        String auto = c.settings().text("auto_pad", "NOTSET");
        var padding = new ArrayList<List<Integer>>();
        var beyond = new ArrayList<Integer>();
        for (int i = 0; i < axes; i++) {
            boolean same = auto.startsWith("SAME");
            if (wanted.isEmpty() && !same) {
                padding.add(auto.equals("VALID") ? List.of(0, 0) : List.of(pads.get(i), pads.get(axes + i)));
                beyond.add(extra.get(i));
                continue;
            }
            int size = c.size(0, LEADING + i);
            int target = wanted.isEmpty() ? size * strides.get(i) : wanted.get(wanted.size() - axes + i);
            int whole = (size - 1) * strides.get(i) + (taps.get(i) - 1) * dilations.get(i) + 1 + extra.get(i);
            int total = Math.max(0, whole - target);
            int first = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
            padding.add(List.of(first, total - first));
            beyond.add(extra.get(i) + Math.max(0, target - whole));
        }
        return biased(c, transposedCall(c, strides, dilations, padding, beyond));
    }

    private static Term transposedCall(
            Call c, List<Integer> strides, List<Integer> dilations, List<List<Integer>> padding, List<Integer> beyond) {
        int groups = (int) c.settings().whole("group", 1);
        return convolveTransposed(c.x(), c.y())
                .with("stride", strides)
                .with("padding", Terms.list(padding.stream().map(Terms::of).toArray()))
                .with("output_padding", beyond)
                .with("dilation", dilations)
                .with("groups", groups);
    }

    private static List<Term> largest(Call c) {
        Plan plan = plan(c, c.settings().wholes("kernel_shape"));
        FunctionCall call = Terms.call("max_pool", c.x(), plan.taps).with("stride", plan.strides);
        call = plan.isDense() ? call : call.with("dilation", plan.dilations);
        boolean bare = plan.padding().toString().equals("0");
        Term pooled = bare ? call : call.with("padding", plan.padding());
        return c.wants(1) ? List.of(pooled, c.own(places(c, plan))) : List.of(pooled);
    }

    /** The place of each window's first largest element in the flattened tensor. */
    private static Node places(Call c, Plan plan) {
        Node x = c.node(0);
        int[] sizes = c.sizes(0);
        long count = Arrays.stream(sizes).asLongStream().reduce(1, (a, b) -> a * b);
        boolean columnsFirst = c.settings().flag("storage_order", false);
        Node order = G.reshape(G.iota(Shape.of(count), 0), x.shape());
        if (columnsFirst) {
            order = columnsFirst(x.shape(), sizes);
        }
        Node best = null;
        Node place = null;
        for (int[] tap : taps(plan.taps)) {
            Node here = strided(x, plan, tap, Double.NEGATIVE_INFINITY);
            Node at = strided(G.toReal(order), plan, tap, 0);
            Node larger = best == null ? null : G.greater(here, best);
            place = best == null ? at : G.where(larger, at, place);
            best = best == null ? here : G.where(larger, here, best);
        }
        return G.toI32(place);
    }

    private static Node columnsFirst(Shape shape, int[] sizes) {
        Node place = G.add(G.mul(G.iota(shape, 0), G.whole(sizes[1])), G.iota(shape, 1));
        int inner = Arrays.stream(sizes, LEADING, sizes.length).reduce(1, Math::multiplyExact);
        place = G.mul(place, G.whole(inner));
        int step = 1;
        for (int axis = LEADING; axis < sizes.length; axis++) {
            place = G.add(place, G.mul(G.iota(shape, axis), G.whole(step)));
            step *= sizes[axis];
        }
        return place;
    }

    private static List<int[]> taps(List<Integer> sizes) {
        List<int[]> taps = List.of(new int[0]);
        for (int size : sizes) {
            taps = taps.stream()
                    .flatMap(tap -> IntStream.range(0, size).mapToObj(i -> {
                        int[] longer = Arrays.copyOf(tap, tap.length + 1);
                        longer[tap.length] = i;
                        return longer;
                    }))
                    .toList();
        }
        return taps;
    }

    /** What one tap sees. */
    private static Node strided(Node x, Plan plan, int[] tap, double around) {
        Node result = x;
        for (int i = 0; i < tap.length; i++) {
            int axis = LEADING + i;
            int after = plan.after.get(i) + plan.beyond.get(i);
            int size = (int) x.shape().size(axis).known() + plan.before.get(i) + after;
            int positions = (size - (plan.taps.get(i) - 1) * plan.dilations.get(i) - 1) / plan.strides.get(i) + 1;
            int from = tap[i] * plan.dilations.get(i);
            int to = from + (positions - 1) * plan.strides.get(i) + 1;
            result = G.pad(result, axis, Size.of(plan.before.get(i)), Size.of(after), around);
            result = G.slice(result, axis, Size.of(from), Size.of(to), plan.strides.get(i));
        }
        return result;
    }

    /** Padding that only rounding up asks for never counts. */
    private static Term averaged(Call c) {
        Plan plan = plan(c, c.settings().wholes("kernel_shape"));
        boolean counts = c.settings().flag("count_include_pad", false);
        boolean rounded = plan.beyond.stream().anyMatch(b -> b > 0);
        Term x = c.x();
        if (counts && rounded) {
            for (int i = 0; i < plan.taps.size(); i++) {
                x = c.let(
                        "padded", pad(x, plan.before.get(i), plan.after.get(i)).axis(LEADING + i));
            }
            List<Integer> none = Call.times(plan.taps.size(), 0);
            plan = new Plan(plan.taps, plan.strides, plan.dilations, none, none, plan.beyond);
            counts = false;
        }
        if (!plan.isDense()) {
            return c.own(Images.with(G)
                    .averagePool(c.network().node(x), plan.taps, plan.slides(), plan.nodePadding(), counts));
        }
        var call = avgPool(x, plan.taps).with("stride", plan.strides);
        boolean bare = plan.padding().toString().equals("0");
        return bare ? call : call.with("padding", plan.padding()).with("count_padding", counts);
    }
}
