// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

/**
 * How to compile.
 *
 * @param packageName of the generated class; empty for the unnamed package
 * @param sourceFile the model file's name, for stack traces; empty for a graph built in code
 */
public record CompileOptions(String packageName, String sourceFile) {
    /** Into the unnamed package, for a graph built in code. */
    public static final CompileOptions DEFAULT = new CompileOptions("", "");

    public CompileOptions withPackage(String name) {
        return new CompileOptions(name, sourceFile);
    }

    public CompileOptions withSourceFile(String name) {
        return new CompileOptions(packageName, name);
    }
}
