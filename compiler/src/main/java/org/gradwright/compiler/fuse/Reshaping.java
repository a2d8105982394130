// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Nominal;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/**
 * Which axes of one shape hold the same elements as which of another with as many elements: an axis that both have is found
 * without a division, whatever happens before and behind it.
 */
final class Reshaping {
    private final List<Size> from;
    private final List<Size> to;
    private final List<Integer> fromAxes;
    private final List<Integer> toAxes;
    private final List<Section> sections = new ArrayList<>();

    /** Axes beside each other, those of size 1 left out. */
    record Section(List<Integer> from, List<Integer> to) {
        /** Whether an axis is the same in both shapes. */
        boolean isSame() {
            return from.size() == 1 && to.size() == 1;
        }
    }

    private Reshaping(Shape from, Shape to) {
        this.from = from.sizes();
        this.to = to.sizes();
        this.fromAxes = longer(this.from);
        this.toAxes = longer(this.to);
    }

    /** The fewest axes in each that a comparison of sizes finds. */
    static List<Section> sections(Shape from, Shape to) {
        var reshaping = new Reshaping(from, to);
        reshaping.cut();
        return reshaping.sections;
    }

    private static List<Integer> longer(List<Size> sizes) {
        return IntStream.range(0, sizes.size())
                .filter(axis -> !sizes.get(axis).is(1))
                .boxed()
                .toList();
    }

    private void cut() {
        int fromBegin = 0;
        int toBegin = 0;
        for (int i = 0, j = 0; i < fromAxes.size() && j < toAxes.size(); ) {
            Size before = product(from, fromAxes.subList(fromBegin, i + 1));
            Size after = product(to, toAxes.subList(toBegin, j + 1));
            if (before.equals(after)) {
                sections.add(new Section(fromAxes.subList(fromBegin, i + 1), toAxes.subList(toBegin, j + 1)));
                fromBegin = ++i;
                toBegin = ++j;
            } else if (Nominal.of(before) < Nominal.of(after)) {
                i++;
            } else {
                j++;
            }
        }
        if (fromBegin < fromAxes.size() || toBegin < toAxes.size()) {
            sections.add(
                    new Section(fromAxes.subList(fromBegin, fromAxes.size()), toAxes.subList(toBegin, toAxes.size())));
        }
    }

    private static Size product(List<Size> sizes, List<Integer> axes) {
        return axes.stream().map(sizes::get).reduce(Size.ONE, Size::times);
    }
}
