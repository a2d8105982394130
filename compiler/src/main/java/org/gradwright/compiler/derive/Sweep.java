// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Fence;
import org.gradwright.compiler.notation.Formula.Fenced;
import org.gradwright.compiler.notation.Formula.Fraction;
import org.gradwright.compiler.notation.Formula.Index;
import org.gradwright.compiler.notation.Formulas;
import org.gradwright.compiler.op.Images;
import org.gradwright.compiler.op.Sliding;

/**
 * How filters sweep over images {@code [examples, channels, ...]}: at position p, tap k lies on element {@code stride p +
 * dilation k - offset}, all counted from 1.
 *
 * @param padding zeros around the image
 * @param beyond elements at the end of each axis that no filter reaches
 * @param groups channels and filters are dealt out to so many sweeps side by side
 */
record Sweep(List<Sliding> slides, Images.Padding padding, List<Integer> beyond, int groups) {
    private static final int LEADING = 2;

    static final Formula EXAMPLE = Formulas.symbol("i");
    static final Formula FILTER = Formulas.symbol("f");
    static final Formula CHANNEL = Formulas.symbol("c");
    private static final String POSITIONS = "pqr";
    private static final String TAPS = "klm";
    private static final String SOURCES = "stu";

    Sweep {
        slides = List.copyOf(slides);
        beyond = List.copyOf(beyond);
    }

    int axes() {
        return slides.size();
    }

    static Formula position(int axis) {
        return letter(POSITIONS, axis);
    }

    static Formula tap(int axis) {
        return letter(TAPS, axis);
    }

    static Formula source(int axis) {
        return letter(SOURCES, axis);
    }

    private static Formula letter(String letters, int axis) {
        return Formulas.symbol(letters.substring(axis, axis + 1));
    }

    /** Which letters run over the axes of a shape behind the first two. */
    List<Index> positions(Shape shape) {
        return indices(POSITIONS, shape);
    }

    List<Index> taps(Shape filters) {
        return indices(TAPS, filters);
    }

    private List<Index> indices(String letters, Shape shape) {
        return IntStream.range(0, axes())
                .mapToObj(axis -> new Index(
                        letters.substring(axis, axis + 1),
                        shape.size(LEADING + axis).toString()))
                .toList();
    }

    /** Indices of a value: two in front and one for each axis that is swept. */
    List<Formula> index(Formula first, Formula second, IntFunction<Formula> axis) {
        var index = new ArrayList<>(List.of(first, second));
        IntStream.range(0, axes()).mapToObj(axis).forEach(index::add);
        return index;
    }

    /** The element on which a tap lies. */
    Formula seen(int axis) {
        return plus(Formulas.sum(times(stride(axis), position(axis)), times(dilation(axis), tap(axis))), -offset(axis));
    }

    /** For a stride of 1, the position at which a tap lies on an element: {@code q - dilation k + offset}. */
    Formula seeing(int axis) {
        return plus(Formulas.difference(source(axis), times(dilation(axis), tap(axis))), offset(axis));
    }

    int stride(int axis) {
        return slides.get(axis).stride();
    }

    private int dilation(int axis) {
        return slides.get(axis).dilation();
    }

    private int offset(int axis) {
        return stride(axis) + dilation(axis) - 1 + padding.before().get(axis);
    }

    private static Formula times(int factor, Formula letter) {
        return factor == 1 ? letter : Formulas.product(Formulas.number(factor), letter);
    }

    private static Formula plus(Formula a, int constant) {
        return constant == 0 ? a : Formulas.sum(a, Formulas.number(constant));
    }

    /** The channel of the image that is channel c to filter f: each group of filters has its own. */
    Formula channelOf(Shape filters) {
        return groups == 1 ? CHANNEL : Formulas.sum(before(FILTER, each(filters), channels(filters)), CHANNEL);
    }

    /** The filter that is filter f to channel c of the image. */
    Formula filterOf(Shape filters) {
        return groups == 1 ? FILTER : Formulas.sum(before(CHANNEL, channels(filters), each(filters)), FILTER);
    }

    /** The channel of the filters that is channel c of the image. */
    Formula channelIn(Shape filters) {
        Formula before = before(CHANNEL, channels(filters), channels(filters));
        return groups == 1 ? CHANNEL : Formulas.difference(CHANNEL, before);
    }

    private long each(Shape filters) {
        return filters.size(0).known() / groups;
    }

    private static long channels(Shape filters) {
        return filters.size(1).known();
    }

    /** How many there are in the groups before that of a number. @param own in each group by which the number counts */
    private static Formula before(Formula number, long own, long each) {
        Formula group = own == 1 ? number : new Fenced(Fence.CEILING, new Fraction(number, Formulas.number(own)));
        Formula groups = Formulas.difference(group, Formulas.number(1));
        return each == 1 ? groups : Formulas.product(Formulas.number(each), groups);
    }
}
