// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.budget.Budget;

/**
 * How to compile.
 *
 * @param packageName of the generated class; empty for the unnamed package
 * @param sourceFile the model file's name, for stack traces; empty for a graph built in code
 * @param budget the memory that the class may need; empty for as much as is fastest
 */
public record CompileOptions(String packageName, String sourceFile, Optional<Budget> budget) {
    /** Into the unnamed package, for a graph built in code. */
    public static final CompileOptions DEFAULT = new CompileOptions("", "", Optional.empty());

    public CompileOptions withPackage(String name) {
        return new CompileOptions(name, sourceFile, budget);
    }

    public CompileOptions withSourceFile(String name) {
        return new CompileOptions(packageName, name, budget);
    }

    /**
     * Values of the way forward are computed again on the way back, until the arenas need no more bytes than this.
     *
     * @param sizes for which that holds: every free size of the model
     */
    public CompileOptions withMaxBytes(long bytes, Map<String, Integer> sizes) {
        return new CompileOptions(packageName, sourceFile, Optional.of(new Budget(bytes, sizes)));
    }
}
