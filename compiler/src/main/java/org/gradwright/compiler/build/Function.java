// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.List;
import org.gradwright.compiler.build.Scope.Symbol;

/** A def or a shared layer. As a term it is the function itself, {@code activation = f}. */
public final class Function extends Term {
    private final List<Symbol> captured;

    Function(Symbol name, List<Symbol> captured) {
        super(Spelling.name(name.name()), Strength.POSTFIX, java.util.Set.of(name));
        this.captured = List.copyOf(captured);
    }

    /** A call; without arguments, the function with the settings that {@link Call#with} gives it. */
    public FunctionCall of(Object... arguments) {
        var parts = Call.Parts.of((Term) this, arguments);
        for (Symbol symbol : captured) {
            parts = parts.with(Spelling.name(symbol.name()), Term.name(symbol));
        }
        return new FunctionCall(parts);
    }
}
