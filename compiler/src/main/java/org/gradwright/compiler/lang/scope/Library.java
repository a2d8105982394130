// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.lang.syntax.Definition;

/** A family of files that share their defs and constants: the standard library, or a model with what it includes. */
public final class Library {
    private final boolean standard;
    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Map<String, Binding> constants = new LinkedHashMap<>();

    /** @param standard whether its text is not the author's */
    public Library(boolean standard) {
        this.standard = standard;
    }

    /** Whether its text is not the author's: messages then point to the call. */
    public boolean isStandard() {
        return standard;
    }

    /** The def of a name. */
    public Optional<Definition> definition(String name) {
        return Optional.ofNullable(definitions.get(name));
    }

    /** The constant of a name; poison if its line has failed. */
    public Optional<Binding> constant(String name) {
        return Optional.ofNullable(constants.get(name));
    }

    /** Adds a def, in place of one with its name. */
    public void define(Definition definition) {
        definitions.put(definition.name().text(), definition);
    }

    /** Adds a constant, in place of one with its name. */
    public void set(String name, Binding constant) {
        constants.put(name, constant);
    }

    /** All defs in order of definition. */
    public Collection<Definition> definitions() {
        return definitions.values();
    }

    /** All constants by name, in order of definition. */
    public Map<String, Binding> constants() {
        return constants;
    }
}
