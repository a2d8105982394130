// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.List;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Formal;

/** What can be called: a def of the model or of the standard library, or a built-in. */
sealed interface Callee {
    String name();

    /** The names of the formals in order. */
    List<String> formals();

    /** Whether a call that lacks its tensors waits for them: the formals that must be tensors, by name. */
    List<String> tensorFormals();

    /** A def, and the file family whose names it sees. */
    record Defined(Definition definition, Library home) implements Callee {
        @Override
        public String name() {
            return definition.name().text();
        }

        @Override
        public List<String> formals() {
            return definition.formals().stream().map(f -> f.name().text()).toList();
        }

        @Override
        public List<String> tensorFormals() {
            return definition.formals().stream()
                    .filter(Defined::isTensor)
                    .map(f -> f.name().text())
                    .toList();
        }

        private static boolean isTensor(Formal formal) {
            boolean tensor =
                    formal.kind().map(k -> k instanceof Formal.TensorKind).orElse(true);
            return tensor && formal.defaultValue().isEmpty();
        }
    }

    /** A built-in function. */
    record BuiltIn(Builtin builtin) implements Callee {
        @Override
        public String name() {
            return builtin.name();
        }

        @Override
        public List<String> formals() {
            return builtin.formals().stream().map(Builtin.Parameter::name).toList();
        }

        @Override
        public List<String> tensorFormals() {
            return builtin.formals().stream()
                    .filter(Builtin.Parameter::isRequired)
                    .map(Builtin.Parameter::name)
                    .limit(1)
                    .toList();
        }
    }
}
