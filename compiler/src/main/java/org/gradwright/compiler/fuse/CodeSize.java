// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Stmt;

/** About how many bytes of bytecode statements become. */
final class CodeSize {
    /** Methods with loops above about this length are compiled late or badly. */
    static final int LONGEST = 2400;

    private static final int STORE = 4;
    private static final int LOOP = 16;

    private CodeSize() {}

    static int of(List<Stmt> statements) {
        int size = 0;
        for (Stmt statement : statements) {
            size += STORE
                    + statement.expressions().stream().mapToInt(CodeSize::of).sum();
            size += statement instanceof Stmt.For loop ? LOOP + of(loop.body()) : 0;
        }
        return size;
    }

    private static int of(Expr expr) {
        int own =
                switch (expr.type()) {
                    case BOOL -> 6;
                    default -> expr.children().isEmpty() ? 2 : 3;
                };
        return own + expr.children().stream().mapToInt(CodeSize::of).sum();
    }
}
