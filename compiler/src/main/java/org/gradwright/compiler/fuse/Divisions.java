// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/** Finds whole-number divisions, which cost more than the loops that make them unnecessary. */
final class Divisions {
    private Divisions() {}

    /** Whether some index of the statements is found by division. */
    static boolean in(List<Stmt> statements) {
        Set<Expr> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return statements.stream().anyMatch(s -> in(s, seen));
    }

    private static boolean in(Stmt statement, Set<Expr> seen) {
        return statement.expressions().stream().anyMatch(e -> in(e, seen))
                || statement instanceof Stmt.For loop && loop.body().stream().anyMatch(s -> in(s, seen));
    }

    private static boolean in(Expr expr, Set<Expr> seen) {
        if (!seen.add(expr)) {
            return false;
        }
        boolean own = expr instanceof Expr.Call call
                && call.type() == Scalar.INT
                && (call.fn() == Fn.DIV || call.fn() == Fn.MOD);
        return own || expr.children().stream().anyMatch(child -> in(child, seen));
    }
}
