// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import org.gradwright.compiler.kernel.Elementary;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/** About how many bytes of bytecode statements become. */
final class CodeSize {
    /** Methods with loops above about this length are compiled late or badly. */
    private static final int LONGEST = 2400;

    /** The same of vector kernels, in which functions are written out. */
    private static final int LONGEST_OF_VECTORS = 4000;

    private static final int FUNCTION = 500;
    private static final int STORE = 4;
    private static final int LOOP = 16;

    private CodeSize() {}

    /** Whether some method of a kernel would be too long. */
    static boolean isTooLong(Kernel kernel) {
        return of(kernel.body()) > LONGEST
                || kernel.vectorForm().stream().anyMatch(k -> of(k.body()) > LONGEST_OF_VECTORS);
    }

    private static int of(List<Stmt> statements) {
        int size = 0;
        for (Stmt statement : statements) {
            size += STORE
                    + statement.expressions().stream().mapToInt(CodeSize::of).sum();
            size += statement instanceof Stmt.For loop ? LOOP + of(loop.body()) : 0;
        }
        return size;
    }

    private static int of(Expr expr) {
        return own(expr) + expr.children().stream().mapToInt(CodeSize::of).sum();
    }

    private static int own(Expr expr) {
        if (expr.varies() && expr instanceof Expr.Call call && Elementary.isDefined(call)) {
            return FUNCTION;
        }
        return expr.type() == Scalar.BOOL ? 6 : expr.children().isEmpty() ? 2 : 3;
    }
}
