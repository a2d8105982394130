// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Rewriting;
import org.gradwright.compiler.kernel.Stmt;

/**
 * Moves what each turn emits to its place among that of all turns.
 *
 * @param parts from a buffer to how many elements of it are of one turn
 * @param depth of the loop
 */
record Stacking(Map<Buffer, Size> parts, int depth) {
    Kernel apply(Kernel kernel) {
        if (kernel.buffers().stream().noneMatch(parts::containsKey)) {
            return kernel;
        }
        return new Kernel(
                kernel.name(),
                kernel.comment(),
                kernel.line(),
                moved(kernel.body()),
                moved(kernel.productForm()),
                kernel.vectorForm().stream().map(this::apply).toList());
    }

    private List<Stmt> moved(List<Stmt> statements) {
        return new Rewriting(leaf -> leaf, this::place).apply(statements);
    }

    private Expr place(Buffer buffer, Expr index) {
        Size part = parts.get(buffer);
        return part == null ? index : index.plus(Givens.turn(depth).times(part.expr()));
    }
}
