// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Images;

/** Convolution and pooling, along all axes after the channels. */
final class ImageBuiltins {
    private ImageBuiltins() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of(
                        "convolve(x, W, stride = 1, padding = 0, dilation = 1, groups = 1)", ImageBuiltins::convolve),
                Builtin.of(
                        "convolve_transposed(x, W, stride = 1, padding = 0, output_padding = 0, dilation = 1, groups = 1)",
                        ImageBuiltins::convolveTransposed),
                Builtin.of("max_pool(x, kernel, stride = none, padding = 0, dilation = 1)", ImageBuiltins::maxPool),
                Builtin.of(
                        "avg_pool(x, kernel, stride = none, padding = 0, count_padding = true, dilation = 1)",
                        ImageBuiltins::averagePool));
    }

    private static Value convolve(Arguments a) {
        Node x = a.real("x");
        Node w = a.real("W");
        var sliding = WindowArguments.of(a, x);
        int groups = groups(a);
        requireFilters(a, x, w, 1, groups);
        return a.tensor(Images.with(a.ops()).convolve(x, w, sliding.slides(), sliding.padding(w), groups));
    }

    private static Value convolveTransposed(Arguments a) {
        Node x = a.real("x");
        Node w = a.real("W");
        var sliding = WindowArguments.of(a, x);
        int groups = groups(a);
        requireFilters(a, x, w, 0, groups);
        List<Integer> beyond = sliding.wholes("output_padding", 0);
        return a.tensor(
                Images.with(a.ops()).convolveTransposed(x, w, sliding.slides(), sliding.padding(w), beyond, groups));
    }

    private static int groups(Arguments a) {
        long groups = a.whole("groups");
        if (groups < 1 || groups > Integer.MAX_VALUE) {
            throw a.wrong("groups", "a whole number from 1");
        }
        return (int) groups;
    }

    /** @param axis of the filters that meets the channels: 1 for those of one group, 0 for all */
    private static void requireFilters(Arguments a, Node x, Node w, int axis, int groups) {
        if (w.shape().rank() != x.shape().rank()) {
            throw Fault.of(Diagnostic.error(
                            "G0210",
                            a.span("W"),
                            "`" + a.name() + "` takes W of the rank of x, "
                                    + x.shape().rank())
                    .label(w.type() + ", rank " + w.shape().rank()));
        }
        var channels = x.shape().size(1);
        var each = axis == 0 ? w.shape().size(0) : w.shape().size(1).times(groups);
        boolean divides = x.shape().size(1).dividedBy(Size.of(groups)).isPresent();
        if (!channels.equals(each) || !divides) {
            throw Fault.of(Diagnostic.error(
                            "G0215", a.span(), "`" + a.name() + "` needs filters for " + channels + " channels")
                    .underline(a.span("x"), x.type().toString())
                    .underline(a.span("W"), w.type().toString()));
        }
    }

    private static Value maxPool(Arguments a) {
        Node x = a.real("x");
        var sliding = WindowArguments.of(a, x);
        List<Integer> taps = sliding.taps();
        return a.tensor(Images.with(a.ops()).maxPool(x, taps, sliding.slides(), sliding.padding(taps)));
    }

    private static Value averagePool(Arguments a) {
        Node x = a.real("x");
        var sliding = WindowArguments.of(a, x);
        List<Integer> taps = sliding.taps();
        return a.tensor(Images.with(a.ops())
                .averagePool(x, taps, sliding.slides(), sliding.padding(taps), a.flag("count_padding")));
    }
}
