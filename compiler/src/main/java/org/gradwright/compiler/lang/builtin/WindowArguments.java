// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Images;
import org.gradwright.compiler.op.Sliding;

/** How a window slides, from the arguments of a call: one number for all axes, or a list with one for each. */
final class WindowArguments {
    private static final int LEADING = 2;

    private final Arguments a;
    private final Node x;
    private final int axes;

    private WindowArguments(Arguments a, Node x) {
        this.a = a;
        this.x = x;
        this.axes = x.shape().rank() - LEADING;
    }

    /** @throws Fault when x has no axes after the channels */
    static WindowArguments of(Arguments a, Node x) {
        if (x.shape().rank() <= LEADING) {
            throw Fault.of(Diagnostic.error(
                            "G0210",
                            a.span("x"),
                            "`" + a.name() + "` takes x : real[batch, channels, ...], rank 3 or more")
                    .label(x.type() + ", rank " + x.shape().rank())
                    .help("give it the axes with `reshape`"));
        }
        return new WindowArguments(a, x);
    }

    /** The elements of a window. */
    List<Integer> taps() {
        return wholes("kernel", 1);
    }

    /** A stride that is left out is that of windows side by side. */
    List<Sliding> slides() {
        List<Integer> strides = a.isAbsent("stride") ? taps() : wholes("stride", 1);
        List<Integer> dilations = a.has("dilation")
                ? wholes("dilation", 1)
                : IntStream.range(0, axes).mapToObj(i -> 1).toList();
        return IntStream.range(0, axes)
                .mapToObj(i -> new Sliding(strides.get(i), dilations.get(i)))
                .toList();
    }

    /** Whole numbers, one an axis. */
    List<Integer> wholes(String formal, int least) {
        List<Value> values = list(formal).orElseGet(() -> java.util.Collections.nCopies(axes, a.value(formal)));
        if (values.size() != axes) {
            throw a.wrong(formal, "one number for each of the " + axes + " axes after the channels");
        }
        return values.stream().map(value -> whole(formal, value, least)).toList();
    }

    private Optional<List<Value>> list(String formal) {
        return a.value(formal) instanceof Value.ListValue list ? Optional.of(list.elements()) : Optional.empty();
    }

    private int whole(String formal, Value value, int least) {
        long whole = a.session().sizes().known(value, a.span(formal));
        if (whole < least || whole > Integer.MAX_VALUE) {
            throw a.wrong(formal, "whole numbers from " + least);
        }
        return (int) whole;
    }

    /** Padding for filters {@code [.., .., taps...]}. */
    Images.Padding padding(Node filters) {
        return around(IntStream.range(0, axes)
                .mapToObj(i -> filters.shape().size(LEADING + i))
                .toList());
    }

    /** Padding for a window of so many taps. */
    Images.Padding padding(List<Integer> taps) {
        return around(taps.stream().map(Size::of).toList());
    }

    private Images.Padding around(List<Size> taps) {
        if (a.value("padding") instanceof Value.Text text) {
            return named(text.text(), taps);
        }
        List<Value> values = list("padding").orElse(List.of());
        boolean pairs = !values.isEmpty() && values.stream().allMatch(Value.ListValue.class::isInstance);
        return pairs ? pairs(values) : Images.Padding.both(wholes("padding", 0));
    }

    /** {@code [[before, after], ...]}. */
    private Images.Padding pairs(List<Value> values) {
        List<List<Value>> sides = values.stream()
                .map(value -> ((Value.ListValue) value).elements())
                .toList();
        if (sides.size() != axes || sides.stream().anyMatch(side -> side.size() != 2)) {
            throw a.wrong("padding", "a pair [before, after] for each of the " + axes + " axes after the channels");
        }
        return new Images.Padding(
                sides.stream().map(side -> whole("padding", side.get(0), 0)).toList(),
                sides.stream().map(side -> whole("padding", side.get(1), 0)).toList());
    }

    private Images.Padding named(String name, List<Size> taps) {
        return switch (name) {
            case "valid" -> Images.Padding.both(java.util.Collections.nCopies(axes, 0));
            case "same" -> same(taps);
            default -> throw a.wrong("padding", "numbers, \"same\" or \"valid\"");
        };
    }

    /** As much as gives ceil(size / stride) positions; the odd one behind. */
    private Images.Padding same(List<Size> taps) {
        var before = new ArrayList<Integer>();
        var after = new ArrayList<Integer>();
        List<Sliding> slides = slides();
        for (int i = 0; i < axes; i++) {
            long total = Math.max(0, total(x.shape().size(LEADING + i), taps.get(i), slides.get(i)));
            before.add(Math.toIntExact(total / 2));
            after.add(Math.toIntExact(total - total / 2));
        }
        return new Images.Padding(before, after);
    }

    private long total(Size size, Size taps, Sliding slide) {
        Value window = new Value.Whole(taps);
        long reach = (a.session().sizes().known(window, a.span("padding")) - 1) * slide.dilation();
        if (slide.stride() == 1) {
            return reach;
        }
        long known = a.session().sizes().known(new Value.Whole(size), a.span("x"));
        long positions = (known + slide.stride() - 1) / slide.stride();
        return (positions - 1) * slide.stride() + reach + 1 - known;
    }
}
