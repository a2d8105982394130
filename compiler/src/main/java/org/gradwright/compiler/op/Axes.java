// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Expr;

/** Lists of axes, and indices with some axes singled out. */
final class Axes {
    private Axes() {}

    static List<Integer> all(int rank) {
        return IntStream.range(0, rank).boxed().toList();
    }

    /** Counted from the front, sorted, each once. @throws org.gradwright.compiler.graph.TypeError for one outside */
    static List<Integer> normal(Shape shape, List<Integer> axes) {
        return axes.stream().map(shape::axis).distinct().sorted().toList();
    }

    static List<Integer> without(int rank, List<Integer> axes) {
        return all(rank).stream().filter(axis -> !axes.contains(axis)).toList();
    }

    /** The shape with some axes dropped, or of size 1 if kept. */
    static Shape reduced(Shape shape, List<Integer> axes, boolean keep) {
        var sizes = new ArrayList<Size>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (!axes.contains(axis)) {
                sizes.add(shape.size(axis));
            } else if (keep) {
                sizes.add(Size.ONE);
            }
        }
        return new Shape(sizes);
    }

    /** The index of an operand from the index of its reduction and that along the reduced axes. */
    static List<Expr> merged(int rank, List<Integer> axes, boolean keep, List<Expr> outer, List<Expr> inner) {
        var index = new ArrayList<Expr>();
        int next = 0;
        for (int axis = 0; axis < rank; axis++) {
            int place = axes.indexOf(axis);
            index.add(place >= 0 ? inner.get(place) : outer.get(keep ? axis : next));
            next += place >= 0 ? 0 : 1;
        }
        return index;
    }

    /** The index of a reduction's result for an operand's index. */
    static int[] outer(int[] index, List<Integer> axes, boolean keep) {
        return IntStream.range(0, index.length)
                .filter(axis -> keep || !axes.contains(axis))
                .map(axis -> axes.contains(axis) ? 0 : index[axis])
                .toArray();
    }

    /** A list with one entry replaced. */
    static <T> List<T> with(List<T> list, int place, T entry) {
        var copy = new ArrayList<T>(list);
        copy.set(place, entry);
        return copy;
    }

    /** The letter by which formulas count along an axis. */
    static String letter(int axis) {
        String letters = "ijklpqrst";
        return axis < letters.length() ? letters.substring(axis, axis + 1) : "i" + axis;
    }
}
