// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.kernel.Expr.Given;

/**
 * One fused loop nest: what becomes one method of the generated class.
 *
 * @param name a Java identifier, unique in its program
 * @param comment the model lines that it computes, for readers of generated source
 * @param line the line of the model that frames in stack traces point to; 0 when unknown
 * @param code what it computes; other kernels may have the same
 * @param buffersOfCode from the code's buffers to those that this kernel works on; empty where they are the same
 */
public record Kernel(String name, List<String> comment, int line, Code code, Map<Buffer, Buffer> buffersOfCode) {
    public Kernel {
        comment = List.copyOf(comment);
        buffersOfCode = Map.copyOf(buffersOfCode);
    }

    /**
     * A kernel with code of its own.
     *
     * @param productForm the body once more for precision f32, with its product of matrices computed block by block; empty where
     *     there is none. It reads and writes what the body does, to the same bits
     * @param vectorForm kernels that together compute the same bits with vectors; empty where there is no such form
     */
    public Kernel(
            String name,
            List<String> comment,
            int line,
            List<Stmt> body,
            List<Stmt> productForm,
            List<Kernel> vectorForm) {
        this(name, comment, line, new Code(body, productForm, vectorForm), Map.of());
    }

    /** A kernel without another form. */
    public Kernel(String name, List<String> comment, int line, List<Stmt> body) {
        this(name, comment, line, body, List.of(), List.of());
    }

    /** The buffer that one of the code stands for. */
    public Buffer buffer(Buffer ofCode) {
        return buffersOfCode.getOrDefault(ofCode, ofCode);
    }

    /** The loops, on this kernel's own buffers. */
    public List<Stmt> body() {
        return own(code.body());
    }

    /** The loops with a product of matrices computed block by block; empty where there is no such form. */
    public List<Stmt> productForm() {
        return own(code.productForm());
    }

    /** The kernels that together compute the same bits with vectors; empty where there is no such form. */
    public List<Kernel> vectorForm() {
        if (buffersOfCode.isEmpty()) {
            return code.vectorForm();
        }
        var own = new ArrayList<Kernel>();
        for (Kernel form : code.vectorForm()) {
            own.add(new Kernel(part(name, own.size()), comment, line, form.code, buffersOfCode));
        }
        return own;
    }

    /** The name of a kernel's vector form. @param number of the method among several */
    public static String part(String name, int number) {
        return number == 0 ? name : name + "_part" + (number + 1);
    }

    private List<Stmt> own(List<Stmt> statements) {
        return buffersOfCode.isEmpty() ? statements : new Rewriting(leaf -> leaf, new Renamed(this)).apply(statements);
    }

    private record Renamed(Kernel kernel) implements Rewriting.Place {
        @Override
        public Expr of(Buffer buffer, Expr index) {
            return index;
        }

        @Override
        public Buffer array(Buffer buffer) {
            return kernel.buffer(buffer);
        }
    }

    /** The kernel without its vector form. */
    public Kernel plain() {
        return code.vectorForm().isEmpty() ? this : new Kernel(name, comment, line, body());
    }

    /** The buffers that the kernel reads in any form, in order of first use. */
    public Set<Buffer> reads() {
        return own(code.reads());
    }

    /** The buffers that the kernel writes in any form, in order of first use. */
    public Set<Buffer> writes() {
        return own(code.writes());
    }

    private Set<Buffer> own(Set<Buffer> ofCode) {
        if (buffersOfCode.isEmpty()) {
            return ofCode;
        }
        var own = new LinkedHashSet<Buffer>();
        ofCode.forEach(b -> own.add(buffer(b)));
        return own;
    }

    /** All buffers, in order of first use: reads first. */
    public Set<Buffer> buffers() {
        var all = new LinkedHashSet<>(reads());
        all.addAll(writes());
        return all;
    }

    /** The values that the caller supplies, in order of first use. */
    public Set<Given> givens() {
        return code.givens();
    }

    /** Whether an index that it computes may be out of range, so that it is checked. */
    public boolean checksIndices() {
        return code.checksIndices();
    }
}
