// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that a block has bound, inside those of the block around it. */
final class Scope {
    private final Optional<Scope> outer;
    private final Map<String, Binding> bindings = new HashMap<>();

    private Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    static Scope outermost() {
        return new Scope(Optional.empty());
    }

    Scope inner() {
        return new Scope(Optional.of(this));
    }

    Optional<Binding> find(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer.orElse(null)) {
            Binding binding = scope.bindings.get(name);
            if (binding != null) {
                return Optional.of(binding);
            }
        }
        return Optional.empty();
    }

    void put(String name, Binding binding) {
        bindings.put(name, binding);
    }

    /** All visible names. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Scope scope = this; scope != null; scope = scope.outer.orElse(null)) {
            names.addAll(scope.bindings.keySet());
        }
        return names;
    }
}
