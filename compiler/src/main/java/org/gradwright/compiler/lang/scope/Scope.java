// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that a block has bound, inside those of the block around it. */
public final class Scope {
    private final Optional<Scope> outer;
    private final Map<String, Binding> bindings = new HashMap<>();

    private Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    static Scope outermost() {
        return new Scope(Optional.empty());
    }

    /** A block inside this one, without names of its own yet. */
    public Scope inner() {
        return new Scope(Optional.of(this));
    }

    /** What a name stands for here, by the innermost block that has bound it. */
    public Optional<Binding> find(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer.orElse(null)) {
            Binding binding = scope.bindings.get(name);
            if (binding != null) {
                return Optional.of(binding);
            }
        }
        return Optional.empty();
    }

    /** Binds a name in this block. Whether it is free is for the caller to ask. */
    public void put(String name, Binding binding) {
        bindings.put(name, binding);
    }

    /** All visible names. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (Scope scope = this; scope != null; scope = scope.outer.orElse(null)) {
            names.addAll(scope.bindings.keySet());
        }
        return names;
    }
}
