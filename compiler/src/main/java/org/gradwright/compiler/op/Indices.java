// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;

/** Keeps indices valid in branches that are not taken. */
final class Indices {
    private Indices() {}

    static Expr atLeastZero(Expr index) {
        return Expr.call(Fn.MAX, index, Expr.whole(0));
    }

    /** At most the last index of an axis of this size. */
    static Expr below(Expr index, Size size) {
        return Expr.call(Fn.MIN, index, size.minus(Size.ONE).expr());
    }

    /** An index from data, checked when it is used. */
    static Expr checked(Expr index, Size size) {
        return Expr.call(Fn.CHECKED, index, size.expr());
    }

    /** The shape of indices. @throws TypeError when they are not {@code i32} */
    static Shape requireI32(String name, TensorType indices) {
        if (indices.element() != Element.I32) {
            throw new TypeError("`" + name + "` takes indices of i32, not " + indices);
        }
        return indices.shape();
    }

    /** The same for the reference interpreter. @throws IllegalArgumentException when it is outside */
    static int checked(double index, int size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("index " + (long) index + " is not in 0..<" + size);
        }
        return (int) index;
    }
}
