// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.op.Pad;
import org.gradwright.compiler.op.Sliding;

/**
 * Which taps of a filter lie on elements, and not on the zeros around and between them, along one axis: at position i the tap k
 * lies on {@code stride i + dilation k - before}, and on the element {@code spread} times nearer if that is a multiple.
 *
 * @param spread from one element to the next: 1, or more with stride and dilation 1
 * @param size how many elements there are
 * @param taps how many taps a filter has
 * @param positions where it lies
 */
record TapRange(Sliding slide, int before, int spread, int size, int taps, int positions) {
    /** The taps at one position: {@code count} of them from {@code first} on, {@code spread} apart. */
    record Taps(Expr first, Expr count) {}

    /** Whether the taps on elements are evenly spaced. @param pad null for none */
    static boolean isEven(Sliding slide, Pad pad) {
        return pad == null || pad.interior() == 0 || slide.equals(Sliding.DENSE);
    }

    /** Whether every tap lies on an element everywhere. */
    boolean isComplete() {
        return everywhere(i -> first(i) == 0 && end(i) == taps) && spread == 1;
    }

    /** The share of all taps that lie on elements. */
    double share() {
        int on = IntStream.range(0, positions)
                .map(i -> Math.max(0, Math.floorDiv(end(i) - 1 - first(i), spread) + 1))
                .sum();
        return (double) on / positions / taps;
    }

    private boolean everywhere(IntPredicate holds) {
        return IntStream.range(0, positions).allMatch(holds);
    }

    private int first(int i) {
        int low = before - slide.stride() * i;
        return spread == 1
                ? Math.max(0, -Math.floorDiv(-low, slide.dilation()))
                : Math.max(low, Math.floorMod(low, spread));
    }

    /** Behind the last tap on an element. */
    private int end(int i) {
        int high = (size - 1) * spread + before - slide.stride() * i;
        return Math.min(taps, Math.floorDiv(high, slide.dilation()) + 1);
    }

    /** The taps at a position. */
    Taps at(Expr i) {
        Expr low = Expr.whole(before).minus(i.times(slide.stride()));
        Expr first = first(low);
        Expr end = everywhere(p -> end(p) == taps) ? Expr.whole(taps) : end(low);
        Expr count = spread == 1
                ? end.minus(first)
                : Expr.call(Fn.DIV, end.minus(1).minus(first), Expr.whole(spread))
                        .plus(1);
        return new Taps(first, everywhere(p -> end(p) >= first(p)) ? count : Expr.call(Fn.MAX, count, Expr.whole(0)));
    }

    private Expr first(Expr low) {
        if (spread > 1) {
            return Expr.call(Fn.MAX, low, Expr.call(Fn.MOD, low, Expr.whole(spread)));
        }
        Expr least = Expr.call(Fn.DIV, low.plus(slide.dilation() - 1), Expr.whole(slide.dilation()));
        return everywhere(p -> first(p) == 0) ? Expr.whole(0) : Expr.call(Fn.MAX, least, Expr.whole(0));
    }

    private Expr end(Expr low) {
        Expr last = Expr.call(Fn.DIV, low.plus((size - 1) * spread), Expr.whole(slide.dilation()));
        return Expr.call(Fn.MIN, last.plus(1), Expr.whole(taps));
    }

    /** The tap with a number among those at a position. */
    Expr tap(Taps taps, Expr number) {
        return taps.first().plus(number.times(spread));
    }

    /** The element that it lies on. */
    Expr element(Taps taps, Expr i, Expr number) {
        Expr zero = i.times(slide.stride())
                .plus(taps.first().times(slide.dilation()))
                .minus(before);
        return Expr.call(Fn.DIV, zero, Expr.whole(spread)).plus(number.times(slide.dilation()));
    }
}
