// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import java.util.List;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Formal;
import org.gradwright.compiler.lang.value.Callee;

/** A def, and the family of files whose names it sees. */
public record DefinedFunction(Definition definition, Library home) implements Callee {
    @Override
    public String name() {
        return definition.name().text();
    }

    /** The names of the formals in order. */
    public List<String> formals() {
        return definition.formals().stream().map(f -> f.name().text()).toList();
    }

    @Override
    public List<String> tensorFormals() {
        return definition.formals().stream()
                .filter(DefinedFunction::isTensor)
                .map(f -> f.name().text())
                .toList();
    }

    private static boolean isTensor(Formal formal) {
        boolean tensor = formal.kind().map(k -> k instanceof Formal.TensorKind).orElse(true);
        return tensor && formal.defaultValue().isEmpty();
    }
}
