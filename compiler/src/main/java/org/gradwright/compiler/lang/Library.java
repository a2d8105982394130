// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.lang.syntax.Definition;

/** A family of files that share their defs and constants: the standard library, or a model with what it includes. */
final class Library {
    private final boolean standard;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, Binding> constants = new LinkedHashMap<>();

    Library(boolean standard) {
        this.standard = standard;
    }

    /** Whether its text is not the author's: messages then point to the call. */
    boolean isStandard() {
        return standard;
    }

    Optional<Definition> definition(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    Optional<Binding> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    void define(Definition definition) {
        definitions.put(definition.name().text(), definition);
    }

    void set(String name, Binding constant) {
        constants.put(name, constant);
    }

    Collection<Definition> definitions() {
        return definitions.values();
    }

    Map<String, Binding> constants() {
        return constants;
    }
}
