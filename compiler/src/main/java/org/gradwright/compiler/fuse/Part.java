// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Givens;

/**
 * What a call of a kernel computes of one axis; of a flat loop, the axis 0 is that of all elements.
 *
 * @param axis {@link Splitting#NONE} where a call computes everything
 */
record Part(int axis, Bounds bounds) {
    /** Everything. */
    static final Part ALL = new Part(Splitting.NONE, new Bounds(Givens.from(), Givens.to()));

    /** The range of an axis that the caller asks for; everything for {@link Splitting#NONE}. */
    static Part of(int axis, boolean flat) {
        return axis == Splitting.NONE ? ALL : new Part(flat ? 0 : axis, ALL.bounds);
    }

    /** Of a flat loop, the elements of the rows that the caller asks for. @param row how many elements a row has */
    static Part ofRows(Size row) {
        return new Part(
                0, new Bounds(Givens.from().times(row.expr()), Givens.to().times(row.expr())));
    }

    /** From where to where the loop over an axis runs. */
    Bounds bounds(int ofAxis, Size size) {
        return ofAxis == axis ? bounds : new Bounds(Expr.whole(0), size.expr());
    }
}
