// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Stmt;

/** How long a nest with vectors may be for a JIT that inlines all calls in it; beyond that vectors become objects. */
final class VectorLength {
    /** The most that a nest with tall tiles may have of expressions. */
    private static final long LONGEST = 800;

    /** The same with four vectors side by side: most of it finds where the rows are, before the sums begin. */
    private static final long LONGEST_BROAD = 1200;

    /** What comparing and choosing counts: with two dozen of them JDK 17 inlines no more calls, and vectors become objects. */
    private static final long SELECTION = 30;

    /** What a second turn of the innermost loop may add to that. */
    private static final long SECOND_TURN = 200;

    private VectorLength() {}

    /** @param turns of the innermost loop that are taken at a time */
    static boolean isCompiledWell(List<Stmt> nest, int turns) {
        return of(nest) <= LONGEST + (turns - 1) * SECOND_TURN && !choosesInTurns(nest);
    }

    /** The same of a nest whose tiles are four vectors wide. */
    static boolean isCompiledWellBroad(List<Stmt> nest) {
        return of(nest) <= LONGEST_BROAD && !choosesInTurns(nest);
    }

    /** Whether a fold chooses in each turn: JDK 17 then makes objects of vectors side by side. */
    private static boolean choosesInTurns(List<Stmt> statements) {
        return statements.stream()
                .anyMatch(s -> s instanceof Stmt.For loop && choosesInTurns(loop.body())
                        || s instanceof Stmt.Assign assign && of(assign.value()) >= SELECTION);
    }

    /** What the bytecode of a nest grows with. */
    private static long of(List<Stmt> statements) {
        long length = 0;
        for (Stmt statement : statements) {
            for (Expr expr : statement.expressions()) {
                length += of(expr);
            }
            length += statement instanceof Stmt.For loop ? of(loop.body()) : 1;
        }
        return length;
    }

    private static long of(Expr expr) {
        long length = expr.varies() && expr instanceof Expr.Call call && call.fn() == Fn.SELECT ? SELECTION : 1;
        for (Expr child : expr.children()) {
            length += of(child);
        }
        return length;
    }
}
