// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Given;
import org.gradwright.compiler.kernel.Expr.Load;

/**
 * What a kernel computes, in all its forms. Kernels that compute the same on other buffers have one code together; it is compared by
 * identity.
 */
public final class Code {
    private final List<Stmt> body;
    private final List<Stmt> productForm;
    private final List<Kernel> vectorForm;
    private Set<Buffer> reads;
    private Set<Buffer> writes;
    private Set<Given> givens;
    private boolean checksIndices;

    /**
     * @param body the loops
     * @param productForm the body once more for precision f32, with its product of matrices computed block by block; may be empty
     * @param vectorForm kernels that together compute the same bits with vectors; may be empty
     */
    Code(List<Stmt> body, List<Stmt> productForm, List<Kernel> vectorForm) {
        this.body = List.copyOf(body);
        this.productForm = List.copyOf(productForm);
        this.vectorForm = List.copyOf(vectorForm);
    }

    /** The loops. */
    public List<Stmt> body() {
        return body;
    }

    /** The loops with a product of matrices computed block by block; may be empty. */
    public List<Stmt> productForm() {
        return productForm;
    }

    /** The kernels of vectors; may be empty. */
    public List<Kernel> vectorForm() {
        return vectorForm;
    }

    /** The buffers that are read in any form, in order of first use. */
    Set<Buffer> reads() {
        look();
        return reads;
    }

    /** The buffers that are written in any form, in order of first use. */
    Set<Buffer> writes() {
        look();
        return writes;
    }

    /** All buffers, in order of first use: reads first. */
    public Set<Buffer> buffers() {
        var all = new LinkedHashSet<>(reads());
        all.addAll(writes());
        return all;
    }

    /** The values that the caller supplies, in order of first use. */
    Set<Given> givens() {
        look();
        return givens;
    }

    /** Whether an index may be out of range. */
    public boolean checksIndices() {
        look();
        return checksIndices;
    }

    /** Goes through everything, once. */
    private synchronized void look() {
        if (reads != null) {
            return;
        }
        reads = new LinkedHashSet<>();
        writes = new LinkedHashSet<>();
        givens = new LinkedHashSet<>();
        look(body);
        for (Kernel form : vectorForm) {
            reads.addAll(form.reads());
            writes.addAll(form.writes());
        }
    }

    private void look(List<Stmt> statements) {
        for (Stmt statement : statements) {
            statement.expressions().forEach(this::look);
            if (statement instanceof Stmt.Store store) {
                writes.add(store.buffer());
            } else if (statement instanceof Stmt.For loop) {
                look(loop.body());
            }
        }
    }

    private void look(Expr expr) {
        if (expr instanceof Load load) {
            reads.add(load.buffer());
        } else if (expr instanceof Given given) {
            givens.add(given);
        } else if (expr instanceof Call call) {
            checksIndices |= call.fn() == Fn.CHECKED;
        }
        expr.children().forEach(this::look);
    }
}
