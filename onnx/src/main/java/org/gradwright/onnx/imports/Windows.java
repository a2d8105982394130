// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.along;
import static org.gradwright.compiler.build.Functions.convolve;
import static org.gradwright.compiler.build.Functions.convolveTransposed;
import static org.gradwright.compiler.build.Terms.add;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.onnx.format.OnnxException;

/** Convolution along all axes after the channels, and where windows lie. */
final class Windows {
    static final int LEADING = 2;

    private Windows() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.single("Conv", Windows::convolved), Table.single("ConvTranspose", Windows::convolvedTransposed));

    static List<Integer> trailing(Call c) {
        return IntStream.range(LEADING, c.rank(0)).boxed().toList();
    }

    /** How windows lie on an axis each. {@code beyond}: padding that only rounding up asks for. */
    record Plan(
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

        boolean isBare() {
            return padding().toString().equals("0");
        }

        Plan unpadded() {
            List<Integer> none = Call.times(taps.size(), 0);
            return new Plan(taps, strides, dilations, none, none, beyond);
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

    /** @throws OnnxException also for steps along an axis whose size is free */
    static Plan plan(Call c, List<Integer> taps) {
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
            if (stride > 1) {
                c.size(0, LEADING + i);
            }
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
        return plan.isBare() ? spread : spread.with("padding", plan.padding());
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
}
