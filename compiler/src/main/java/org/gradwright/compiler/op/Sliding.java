// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.kernel.Expr;

/**
 * How a window moves along an axis: at position i its tap k lies on element {@code stride i + dilation k}.
 *
 * @param stride elements from one position to the next
 * @param dilation elements from one tap to the next
 */
public record Sliding(int stride, int dilation) {
    /** Every position, taps side by side. */
    public static final Sliding DENSE = new Sliding(1, 1);

    /** @throws TypeError when a distance is not positive */
    public Sliding {
        if (stride < 1 || dilation < 1) {
            throw new TypeError("a window moves by 1 or more, not with stride " + stride + " and dilation " + dilation);
        }
    }

    /**
     * How many positions a window of so many taps has, {@code (size - dilation (taps - 1) - 1) / stride + 1}, rounded down.
     *
     * @throws TypeError when the window is longer than the axis, or the number is no polynomial of the free sizes
     */
    Size positions(Size size, Size taps) {
        Size room = size.minus(extent(taps));
        if (taps.isKnown() && taps.known() < 1 || room.isKnown() && room.known() < 0) {
            throw new TypeError(
                    "a window of " + taps + " with dilation " + dilation + " does not fit an axis of " + size);
        }
        return quotient(room).plus(1);
    }

    /** From the first tap to the last, both included. */
    private Size extent(Size taps) {
        return taps.minus(Size.ONE).times(dilation).plus(1);
    }

    private Size quotient(Size room) {
        long constant = room.terms().getOrDefault(List.<String>of(), 0L);
        return room.minus(Size.of(constant))
                .dividedBy(Size.of(stride))
                .orElseThrow(() -> new TypeError("a stride of " + stride + " needs a known size, not " + room.plus(1)))
                .plus(Math.floorDiv(constant, (long) stride));
    }

    /** How many elements at the end no window reaches. */
    Size unseen(Size size, Size taps) {
        Size last = positions(size, taps).minus(Size.ONE).times(stride);
        return size.minus(last).minus(extent(taps));
    }

    /** Strides for dilations and the reverse: how the derivative by the taps slides. */
    Sliding exchanged() {
        return new Sliding(dilation, stride);
    }

    /** Whether no element is in two windows of so many taps. */
    boolean isDisjoint(long taps) {
        return dilation == 1 && taps <= stride;
    }

    Expr at(Expr position, Expr tap) {
        return position.times(stride).plus(tap.times(dilation));
    }

    int at(int position, int tap) {
        return position * stride + tap * dilation;
    }

    static List<Integer> strides(List<Sliding> slides) {
        return slides.stream().map(Sliding::stride).toList();
    }

    static List<Integer> dilations(List<Sliding> slides) {
        return slides.stream().map(Sliding::dilation).toList();
    }
}
