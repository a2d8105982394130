// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.List;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/**
 * A kernel as a static method: its buffers are arrays at known offsets, what it is given are parameters, and all names are
 * Java identifiers.
 *
 * @param comment the model lines that it computes
 * @param vectorForm methods of another class that together compute the same bits with vectors
 * @param line of the model, for stack traces; 0 when unknown
 */
public record KernelMethod(
        String name,
        List<String> comment,
        int line,
        List<Parameter> parameters,
        List<Stmt> body,
        List<KernelMethod> vectorForm) {
    public KernelMethod {
        comment = List.copyOf(comment);
        parameters = List.copyOf(parameters);
        body = List.copyOf(body);
        vectorForm = List.copyOf(vectorForm);
    }

    KernelMethod withName(String other) {
        return new KernelMethod(other, comment, line, parameters, body, vectorForm);
    }

    /** What a failing index check says before the index: the model line, else the method. */
    public String indexPlace() {
        String prefix = ":" + line + "  ";
        return comment.stream()
                .filter(c -> c.contains(prefix))
                .findFirst()
                .map(c -> c.replaceFirst("  (.*)", ", `$1`") + ": index")
                .orElse(name + ": index");
    }

    /**
     * A parameter.
     *
     * @param name in the method
     * @param type of the value, or of an array's elements
     * @param source what the caller passes: the name of one of its own locals
     */
    public record Parameter(String name, Scalar type, boolean array, String source) {
        Local local() {
            return new Local(name, type);
        }
    }
}
