// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;

/** From where to where the loop over an axis runs. */
record Bounds(Expr from, Expr to) {
    /** Where whole steps end; {@code from} is a multiple of the step. */
    Expr whole(Expr step) {
        return to.minus(Expr.call(Fn.MOD, to, step));
    }
}
