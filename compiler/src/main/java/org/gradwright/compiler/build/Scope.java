// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where names live: the model, a def, or a loop. A def sees names of outside through arguments only. */
final class Scope {
    private final Scope outer;
    private final boolean def;
    private final Map<String, Symbol> captured = new LinkedHashMap<>();

    private Scope(Scope outer, boolean def) {
        this.outer = outer;
        this.def = def;
    }

    /** A name and where it is bound; constants and defs are seen everywhere. */
    record Symbol(String name, Scope scope, boolean global) {}

    static Scope model() {
        return new Scope(null, false);
    }

    Scope def() {
        return new Scope(this, true);
    }

    Scope loop() {
        return new Scope(this, false);
    }

    /** Notes the use of a name here. @throws ModelError if it cannot be seen from here */
    void use(Symbol symbol) {
        Scope innermost = null;
        for (Scope at = this; at != null; at = at.outer) {
            if (at == symbol.scope()) {
                if (innermost != null && !symbol.global()) {
                    innermost.captured.put(symbol.name(), symbol);
                }
                return;
            }
            innermost = innermost == null && at.def ? at : innermost;
        }
        throw new ModelError("`" + symbol.name() + "` belongs to another model, or to a block that has ended");
    }

    /** The names of outside that this def uses. */
    List<Symbol> captured() {
        return List.copyOf(captured.values());
    }
}
