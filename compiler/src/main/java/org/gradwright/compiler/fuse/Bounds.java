// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;

/** From where to where the loop over an axis runs. */
record Bounds(Expr from, Expr to) {
    /** The whole axis, or the part of it that the caller asks for. */
    static Bounds of(Size size, boolean split) {
        return split ? new Bounds(Givens.from(), Givens.to()) : new Bounds(Expr.whole(0), size.expr());
    }

    /** Where whole steps end; {@code from} is a multiple of the step. */
    Expr whole(Expr step) {
        return to.minus(Expr.call(Fn.MOD, to, step));
    }
}
