// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gradwright.compiler.kernel.Expr.Given;
import org.gradwright.compiler.kernel.Expr.Load;

/**
 * One fused loop nest: what becomes one method of the generated class.
 *
 * @param name a Java identifier, unique in its program
 * @param comment the model lines that it computes, for readers of generated source
 * @param productForm the body once more for precision f32, with its product of matrices computed block by block; empty where
 *     there is none. It reads and writes what the body does, to the same bits
 * @param vectorForm kernels that together compute the same bits with vectors; empty where there is no such form
 * @param line the line of the model that frames in stack traces point to; 0 when unknown
 */
public record Kernel(
        String name, List<String> comment, int line, List<Stmt> body, List<Stmt> productForm, List<Kernel> vectorForm) {
    public Kernel {
        comment = List.copyOf(comment);
        body = List.copyOf(body);
        productForm = List.copyOf(productForm);
        vectorForm = List.copyOf(vectorForm);
    }

    /** A kernel without another form. */
    public Kernel(String name, List<String> comment, int line, List<Stmt> body) {
        this(name, comment, line, body, List.of(), List.of());
    }

    /** The kernel without its vector form. */
    public Kernel plain() {
        return vectorForm.isEmpty() ? this : new Kernel(name, comment, line, body);
    }

    /** The buffers that the kernel reads in any form, in order of first use. */
    public Set<Buffer> reads() {
        var reads = new LinkedHashSet<Buffer>();
        eachExpression(e -> {
            if (e instanceof Load load) {
                reads.add(load.buffer());
            }
        });
        vectorForm.forEach(k -> reads.addAll(k.reads()));
        return reads;
    }

    /** The buffers that the kernel writes in any form, in order of first use. */
    public Set<Buffer> writes() {
        var writes = new LinkedHashSet<Buffer>();
        eachStatement(body, s -> {
            if (s instanceof Stmt.Store store) {
                writes.add(store.buffer());
            }
        });
        vectorForm.forEach(k -> writes.addAll(k.writes()));
        return writes;
    }

    /** All buffers, in order of first use: reads first. */
    public Set<Buffer> buffers() {
        var all = new LinkedHashSet<>(reads());
        all.addAll(writes());
        return all;
    }

    /** The values that the caller supplies, in order of first use. */
    public Set<Given> givens() {
        var givens = new LinkedHashSet<Given>();
        eachExpression(e -> {
            if (e instanceof Given given) {
                givens.add(given);
            }
        });
        return givens;
    }

    /** Visits every expression and subexpression. */
    public void eachExpression(Consumer<Expr> visitor) {
        eachStatement(body, s -> {
            for (Expr expr : s.expressions()) {
                visit(expr, visitor);
            }
        });
    }

    private static void visit(Expr expr, Consumer<Expr> visitor) {
        visitor.accept(expr);
        for (Expr child : expr.children()) {
            visit(child, visitor);
        }
    }

    private static void eachStatement(List<Stmt> statements, Consumer<Stmt> visitor) {
        for (Stmt statement : statements) {
            visitor.accept(statement);
            if (statement instanceof Stmt.For loop) {
                eachStatement(loop.body(), visitor);
            }
        }
    }
}
