// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.along;
import static org.gradwright.compiler.build.Functions.gather;
import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.matmul;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.OnnxException;

/** Interpolation to other sizes, one axis after the other: the nearest element, or a product with a table of weights. */
final class Resizing {
    private static final int WITH_COORDINATES = 11;
    private static final int SCALES_ARE_OPERAND = 9;

    static final Map<String, Operator> ALL = Table.of(
            Table.single("Resize", c -> new Resizing(c, c.opset() < WITH_COORDINATES).run()),
            Table.single("Upsample", c -> new Resizing(c, true).run()));

    private final Call c;
    private final boolean old;
    private final List<Integer> axes;
    private final double[] scales;
    private final long[] lengths;

    private Resizing(Call c, boolean old) {
        this.c = c;
        this.old = old;
        this.axes = c.settings().wholes("axes", Call.all(c.rank(0))).stream()
                .map(axis -> c.axis(axis, c.rank(0)))
                .toList();
        int count = axes.size();
        this.scales = new double[count];
        this.lengths = new long[count];
        double[] sizes = !old && given(3) ? sizes() : null;
        double[] factors = sizes == null ? factors() : null;
        if ((sizes == null ? factors : sizes).length != count) {
            throw new OnnxException("there is not one size or scale for each of " + count + " axes");
        }
        for (int i = 0; i < count; i++) {
            double in = c.shape(0).size(axes.get(i)).isKnown() ? c.size(0, axes.get(i)) : -1;
            if (sizes != null) {
                scales[i] = sizes[i] == in ? 1 : sizes[i] / c.size(0, axes.get(i));
                lengths[i] = (long) sizes[i];
            } else {
                scales[i] = factors[i];
                lengths[i] = factors[i] == 1
                        ? (long) in
                        : (long) Math.floor(c.size(0, axes.get(i)) * factors[i] * cropped(i));
            }
        }
        keepRatio(sizes != null);
    }

    /** The sizes to be; -1 where one is free and stays, as a batch does. */
    private double[] sizes() {
        List<Size> wanted = c.lengths(3);
        return IntStream.range(0, wanted.size())
                .mapToDouble(i -> isKept(wanted, i) ? -1 : number(wanted.get(i)))
                .toArray();
    }

    private boolean isKept(List<Size> wanted, int i) {
        return i < axes.size()
                && !wanted.get(i).isKnown()
                && wanted.get(i).equals(c.shape(0).size(axes.get(i)));
    }

    private static double number(Size size) {
        if (!size.isKnown()) {
            throw new OnnxException("the size `" + size + "` has to be known: fix it with --dim");
        }
        return size.known();
    }

    private boolean given(int input) {
        return c.has(input) && c.type(input).shape().count().known() > 0;
    }

    private double[] factors() {
        if (old && c.opset() < SCALES_ARE_OPERAND) {
            return c.settings().numbers("scales").stream().mapToDouble(f -> f).toArray();
        }
        return c.known(old ? 1 : 2).data();
    }

    /** One scale for all axes, the smaller or the larger. */
    private void keepRatio(boolean bySizes) {
        String policy = c.settings().text("keep_aspect_ratio_policy", "stretch");
        if (!bySizes || policy.equals("stretch")) {
            return;
        }
        var all = Arrays.stream(scales);
        double scale =
                policy.equals("not_larger") ? all.min().orElse(1) : all.max().orElse(1);
        for (int i = 0; i < scales.length; i++) {
            scales[i] = scale;
            lengths[i] = (long) Math.floor(scale * c.size(0, axes.get(i)) + 0.5);
        }
    }

    private String coordinates() {
        return old ? "asymmetric" : c.settings().text("coordinate_transformation_mode", "half_pixel");
    }

    private boolean crops() {
        return coordinates().equals("tf_crop_and_resize");
    }

    /** The part of an axis that is seen. */
    private double cropped(int i) {
        return crops() ? region(i, 1) - region(i, 0) : 1;
    }

    /** Where the region of interest begins, or ends. */
    private double region(int i, int end) {
        return c.known(1).data()[end * axes.size() + i];
    }

    private Term run() {
        Term result = c.x();
        String mode = c.settings().text("mode", "nearest");
        for (int i = 0; i < scales.length; i++) {
            if (scales[i] == 1 && !crops()) {
                continue;
            }
            result = c.let("resized", mode.equals("nearest") ? nearest(result, i) : weighted(result, i, mode));
        }
        return result;
    }

    private Term nearest(Term x, int i) {
        int size = c.size(0, axes.get(i));
        double[] places = positions(i);
        boolean leaves = crops() && Arrays.stream(places).anyMatch(p -> p < 0 || p > size - 1);
        if (leaves) {
            return weighted(x, i, "nearest");
        }
        int[] chosen = Arrays.stream(places).mapToInt(p -> rounded(p, i, size)).toArray();
        return gather(x, toI32(Terms.of(chosen))).axis(axes.get(i));
    }

    private int rounded(double place, int i, int size) {
        String usual = old ? (scales[i] < 1 ? "ceil" : "floor") : "round_prefer_floor";
        double whole =
                switch (c.settings().text("nearest_mode", usual)) {
                    case "round_prefer_floor" -> Math.ceil(place - 0.5);
                    case "round_prefer_ceil" -> Math.floor(place + 0.5);
                    case "floor" -> Math.floor(place);
                    default -> Math.ceil(place);
                };
        return (int) Math.max(0, Math.min(size - 1, whole));
    }

    /** For each element of the result, where it lies on the axis. */
    private double[] positions(int i) {
        double size = c.size(0, axes.get(i));
        double resized = !old && given(3) ? lengths[i] : scales[i] * size;
        return IntStream.range(0, (int) lengths[i])
                .mapToDouble(x -> position(x, i, size, resized))
                .toArray();
    }

    private double position(int x, int i, double size, double resized) {
        double half = (x + 0.5) / scales[i];
        return switch (coordinates()) {
            case "half_pixel" -> half - 0.5;
            case "pytorch_half_pixel" -> resized > 1 ? half - 0.5 : 0;
            case "tf_half_pixel_for_nn" -> half;
            case "align_corners" -> resized == 1 ? 0 : x * (size - 1) / (resized - 1);
            case "asymmetric" -> x / scales[i];
            case "half_pixel_symmetric" -> half - 0.5 + size / 2 * (1 - lengths[i] / (scales[i] * size));
            case "tf_crop_and_resize" ->
                lengths[i] > 1
                        ? region(i, 0) * (size - 1) + x * cropped(i) * (size - 1) / (lengths[i] - 1)
                        : 0.5 * (region(i, 0) + region(i, 1)) * (size - 1);
            default -> throw new OnnxException("coordinates of the kind " + coordinates() + " are not supported");
        };
    }

    private Term weighted(Term x, int i, String mode) {
        int size = c.size(0, axes.get(i));
        double[] positions = positions(i);
        Tensor table = Tensor.zeros(size, positions.length);
        double[] outside = new double[positions.length];
        for (int to = 0; to < positions.length; to++) {
            if (crops() && (positions[to] < 0 || positions[to] > size - 1)) {
                outside[to] = c.settings().number("extrapolation_value", 0);
                continue;
            }
            double[] weights = mode.equals("nearest")
                    ? single(rounded(positions[to], i, size), size)
                    : weights(positions[to], i, mode, size);
            for (int from = 0; from < size; from++) {
                table.data()[from * positions.length + to] = weights[from];
            }
        }
        Term result = product(x, table, axes.get(i));
        boolean bare = Arrays.stream(outside).allMatch(v -> v == 0);
        Term bound = bare ? result : c.let("inside", result);
        return bare ? result : add(bound, along(toReal(Terms.of(outside)), bound, axes.get(i)));
    }

    private static double[] single(int place, int size) {
        double[] weights = new double[size];
        weights[place] = 1;
        return weights;
    }

    /** The weights of the elements of an axis at a place: those beyond an end count for the element at that end, or not at all. */
    private double[] weights(double place, int i, String mode, int size) {
        boolean cubic = mode.equals("cubic");
        if (!cubic && !mode.equals("linear")) {
            throw new OnnxException("interpolation of the kind " + mode + " is not supported");
        }
        boolean smooth = c.settings().flag("antialias", false) && scales[i] < 1;
        double squeeze = smooth ? scales[i] : 1;
        boolean excludes = c.settings().flag("exclude_outside", false);
        double reach = (cubic ? 2 : 1) / squeeze;
        double[] weights = new double[size];
        double sum = 0;
        for (int at = (int) Math.ceil(place - reach); at <= place + reach; at++) {
            double weight = kernel((at - place) * squeeze, cubic);
            if (excludes && (at < 0 || at >= size)) {
                continue;
            }
            weights[Math.max(0, Math.min(size - 1, at))] += weight;
            sum += weight;
        }
        double total = smooth || excludes ? sum : 1;
        return Arrays.stream(weights).map(w -> w / total).toArray();
    }

    /** The tent, or R. G. Keys' cubic with its free coefficient. */
    private double kernel(double distance, boolean cubic) {
        double d = Math.abs(distance);
        if (!cubic) {
            return Math.max(0, 1 - d);
        }
        double a = c.settings().number("cubic_coeff_a", -0.75);
        if (d <= 1) {
            return ((a + 2) * d - (a + 3)) * d * d + 1;
        }
        return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
    }

    private Term product(Term x, Tensor table, int axis) {
        Term weights = c.network().literal(new Value.Known(table, Element.REAL));
        int rank = c.rank(0);
        if (rank == 1) {
            return matmul(x, weights);
        }
        List<Integer> swapped = Call.all(rank);
        swapped.set(axis, rank - 1);
        swapped.set(rank - 1, axis);
        Term last = c.let("turned", Shapes.turned(x, swapped));
        return Shapes.turned(c.let("product", matmul(last, weights)), swapped);
    }
}
