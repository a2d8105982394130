// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.gradwright.compiler.Compilation;

/** What is written of a compiled graph. Both compute the same bits; only classes have vector kernels. */
enum Emit {
    /** A readable source, for javac to compile with the project's own. */
    JAVA {
        @Override
        Map<String, byte[]> files(Compilation compilation) {
            return Map.of(compilation.sourcePath(), compilation.source().getBytes(StandardCharsets.UTF_8));
        }
    },

    /** Class files. */
    CLASS {
        @Override
        Map<String, byte[]> files(Compilation compilation) {
            return compilation.classesByPath();
        }
    };

    /** As a project says it. @throws IllegalArgumentException when that is neither */
    static Emit of(String word) {
        return switch (word) {
            case "java" -> JAVA;
            case "class" -> CLASS;
            default -> throw new IllegalArgumentException("`emit` is `" + word + "`: write java or class");
        };
    }

    /** The files by path, such as {@code org/example/Iris.java}. */
    abstract Map<String, byte[]> files(Compilation compilation);
}
