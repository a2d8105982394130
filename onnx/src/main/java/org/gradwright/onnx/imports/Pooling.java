// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.abs;
import static org.gradwright.compiler.build.Functions.avgPool;
import static org.gradwright.compiler.build.Functions.indices;
import static org.gradwright.compiler.build.Functions.max;
import static org.gradwright.compiler.build.Functions.mean;
import static org.gradwright.compiler.build.Functions.pad;
import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.scatterAdd;
import static org.gradwright.compiler.build.Functions.sum;
import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Functions.transpose;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.infinity;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.neg;
import static org.gradwright.compiler.build.Terms.pow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.FunctionCall;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.onnx.format.OnnxException;

/** Pooling along all axes after the channels. */
final class Pooling {
    private static final int LEADING = Windows.LEADING;

    private Pooling() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.several("MaxPool", Pooling::largest),
            Table.single("AveragePool", c -> averaged(c, c.x())),
            Table.single("LpPool", Pooling::normed),
            Table.single("MaxUnpool", Pooling::putBack),
            Table.single(
                    "GlobalAveragePool",
                    c -> mean(c.x()).axis(Windows.trailing(c)).keep(true)),
            Table.single(
                    "GlobalMaxPool", c -> max(c.x()).axis(Windows.trailing(c)).keep(true)),
            Table.single(
                    "GlobalLpPool",
                    c -> root(sum(power(c)).axis(Windows.trailing(c)).keep(true), c)));

    private static Windows.Plan plan(Call c) {
        return Windows.plan(c, c.settings().wholes("kernel_shape"));
    }

    private static List<Term> largest(Call c) {
        Windows.Plan plan = plan(c);
        FunctionCall call = Terms.call("max_pool", c.x(), plan.taps()).with("stride", plan.strides());
        call = plan.isDense() ? call : call.with("dilation", plan.dilations());
        Term pooled = plan.isBare() ? call : call.with("padding", plan.padding());
        return c.wants(1) ? List.of(pooled, places(c, plan)) : List.of(pooled);
    }

    /** The place of each window's first largest element in the flattened tensor. */
    private static Term places(Call c, Windows.Plan plan) {
        int[] sizes = c.sizes(0);
        Term order = c.let("order", toReal(reshape(order(sizes, c.settings().flag("storage_order", false)), sizes)));
        Term around = c.let("around", surrounded(c.x(), plan, neg(infinity)));
        Term places = c.let("places", surrounded(order, plan, Terms.of(0)));
        Term best = null;
        Term place = null;
        for (int[] tap : taps(plan.taps())) {
            Object[] seen = seen(plan, tap, sizes);
            Term here = c.let("here", around.at(seen));
            Term at = c.let("at", places.at(seen));
            Term larger = best == null ? null : c.let("larger", greater(here, best));
            place = best == null ? at : c.let("place", where(larger, at, place));
            best = best == null ? here : c.let("best", where(larger, here, best));
        }
        return toI32(place);
    }

    /** Places in the order of memory, or with the first of the image's axes varying fastest. */
    private static Term order(int[] sizes, boolean columnsFirst) {
        int images = sizes[0] * sizes[1];
        int inner = Arrays.stream(sizes, LEADING, sizes.length).reduce(1, Math::multiplyExact);
        if (!columnsFirst) {
            return indices(images * inner);
        }
        List<Integer> turned = new ArrayList<>(List.of(images));
        List<Integer> back = new ArrayList<>(List.of(0));
        for (int axis = sizes.length - 1; axis >= LEADING; axis--) {
            turned.add(sizes[axis]);
            back.add(axis - LEADING + 1);
        }
        return transpose(reshape(indices(images * inner), turned), back);
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

    private static Term surrounded(Term x, Windows.Plan plan, Term value) {
        Term result = x;
        for (int i = 0; i < plan.taps().size(); i++) {
            int before = plan.before().get(i);
            int after = plan.after().get(i) + plan.beyond().get(i);
            result = before + after == 0
                    ? result
                    : pad(result, before, after).axis(LEADING + i).value(value);
        }
        return result;
    }

    /** What one tap sees. */
    private static Object[] seen(Windows.Plan plan, int[] tap, int[] sizes) {
        Object[] subscripts = new Object[sizes.length];
        Arrays.fill(subscripts, Subscript.all());
        for (int i = 0; i < tap.length; i++) {
            int size = sizes[LEADING + i]
                    + plan.before().get(i)
                    + plan.after().get(i)
                    + plan.beyond().get(i);
            int stride = plan.strides().get(i);
            int positions = (size - (plan.taps().get(i) - 1) * plan.dilations().get(i) - 1) / stride + 1;
            int from = tap[i] * plan.dilations().get(i);
            Subscript range = Subscript.between(from, from + (positions - 1) * stride + 1);
            subscripts[LEADING + i] = stride == 1 ? range : range.by(stride);
        }
        return subscripts;
    }

    /** Padding that only rounding up asks for never counts. */
    private static Term averaged(Call c, Term values) {
        Windows.Plan plan = plan(c);
        boolean counts = c.settings().flag("count_include_pad", false);
        boolean rounded = plan.beyond().stream().anyMatch(b -> b > 0);
        Term x = values;
        if (counts && rounded) {
            for (int i = 0; i < plan.taps().size(); i++) {
                x = c.let(
                        "padded",
                        pad(x, plan.before().get(i), plan.after().get(i)).axis(LEADING + i));
            }
            plan = plan.unpadded();
            counts = false;
        }
        var call = avgPool(x, plan.taps()).with("stride", plan.strides());
        call = plan.isDense() ? call : call.with("dilation", plan.dilations());
        return plan.isBare() ? call : call.with("padding", plan.padding()).with("count_padding", counts);
    }

    private static int exponent(Call c) {
        return (int) c.settings().whole("p", 2);
    }

    private static Term power(Call c) {
        return pow(abs(c.x()), exponent(c));
    }

    private static Term root(Term sum, Call c) {
        return pow(sum, 1.0 / exponent(c));
    }

    /** The sum of powers is their mean times the number of taps, padding counted as zeros. */
    private static Term normed(Call c) {
        Windows.Plan plan = plan(c);
        int taps = plan.taps().stream().reduce(1, Math::multiplyExact);
        var call = avgPool(c.let("powers", power(c)), plan.taps()).with("stride", plan.strides());
        call = plan.isDense() ? call : call.with("dilation", plan.dilations());
        Term means = plan.isBare() ? call : call.with("padding", plan.padding());
        return root(mul(taps, means), c);
    }

    /** Values at the places that pooling has named, zeros elsewhere. */
    private static Term putBack(Call c) {
        int[] sizes = c.sizes(0);
        List<Integer> taps = c.settings().wholes("kernel_shape");
        List<Integer> strides = c.settings().wholes("strides", Call.times(taps.size(), 1));
        List<Integer> pads = c.settings().wholes("pads", Call.times(2 * taps.size(), 0));
        int[] own = sizes.clone();
        for (int i = 0; i < taps.size(); i++) {
            own[LEADING + i] =
                    (sizes[LEADING + i] - 1) * strides.get(i) + taps.get(i) - pads.get(i) - pads.get(taps.size() + i);
        }
        int[] wanted = c.has(2) ? c.wholes(2).stream().mapToInt(i -> i).toArray() : own;
        int count = count(sizes);
        Term places = reshape(moved(c, own, wanted), List.of(count));
        Term flat = scatterAdd(reshape(c.x(), List.of(count)), places, count(wanted));
        return reshape(flat, wanted);
    }

    private static int count(int[] sizes) {
        return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    }

    /** Places in the shape that pooling saw as places in the shape that is asked for. */
    private static Term moved(Call c, int[] own, int[] wanted) {
        if (Arrays.equals(own, wanted)) {
            return c.y();
        }
        Term place = null;
        for (int axis = 0; axis < own.length; axis++) {
            int below = count(Arrays.copyOfRange(own, axis + 1, own.length));
            Term along = Terms.mod(Terms.div(c.y(), below), own[axis]);
            Term part = mul(along, count(Arrays.copyOfRange(wanted, axis + 1, wanted.length)));
            place = place == null ? part : add(place, part);
        }
        if (place == null) {
            throw new OnnxException("a tensor without axes has no places");
        }
        return place;
    }
}
