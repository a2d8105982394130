// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.kernel.Expr;

/** NumPy's rule: trailing axes are aligned; sizes are equal or 1. A free size equals only itself. */
final class Broadcasting {
    private Broadcasting() {}

    /** The common shape of the operands of {@code name}. @throws TypeError when there is none */
    static Shape common(String name, List<TensorType> operands) {
        Shape result = Shape.SCALAR;
        for (TensorType operand : operands) {
            result = common(name, result, operand.shape(), operands);
        }
        return result;
    }

    private static Shape common(String name, Shape a, Shape b, List<TensorType> operands) {
        int rank = Math.max(a.rank(), b.rank());
        var sizes = new ArrayList<Size>();
        for (int axis = 0; axis < rank; axis++) {
            Size left = aligned(a, axis, rank);
            Size right = aligned(b, axis, rank);
            if (!left.equals(right) && !left.is(1) && !right.is(1)) {
                throw new TypeError("`" + name + "` cannot fit " + left + " to " + right + " in axis " + axis + " of "
                        + list(operands));
            }
            sizes.add(left.is(1) ? right : left);
        }
        return new Shape(sizes);
    }

    private static Size aligned(Shape shape, int axis, int rank) {
        int own = axis - (rank - shape.rank());
        return own < 0 ? Size.ONE : shape.size(own);
    }

    /** Whether a value of shape {@code from} extends to {@code to}. */
    static boolean fits(Shape from, Shape to) {
        int extra = to.rank() - from.rank();
        return extra >= 0
                && IntStream.range(0, from.rank())
                        .allMatch(i -> from.size(i).is(1) || from.size(i).equals(to.size(i + extra)));
    }

    /** Where the element at an index of the common shape lies in an operand. */
    static List<Expr> index(Shape operand, List<Expr> index) {
        int extra = index.size() - operand.rank();
        var own = new ArrayList<Expr>(operand.rank());
        for (int axis = 0; axis < operand.rank(); axis++) {
            own.add(operand.size(axis).is(1) ? Expr.whole(0) : index.get(axis + extra));
        }
        return own;
    }

    /** The same for the reference interpreter. */
    static int[] index(int[] operand, int[] index) {
        int extra = index.length - operand.length;
        return IntStream.range(0, operand.length)
                .map(axis -> operand[axis] == 1 ? 0 : index[axis + extra])
                .toArray();
    }

    /** The axes of {@code from} that a sum must run over to reach {@code to}, of which {@code from} is an extension. */
    static List<Integer> extended(Shape from, Shape to) {
        int extra = from.rank() - to.rank();
        return IntStream.range(0, from.rank())
                .filter(i ->
                        i < extra || to.size(i - extra).is(1) && !from.size(i).is(1))
                .boxed()
                .toList();
    }

    /** The types as a message lists them. */
    static String list(List<TensorType> types) {
        return types.stream().map(TensorType::toString).collect(Collectors.joining(" and "));
    }
}
