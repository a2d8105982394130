// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.build.Scope.Symbol;
import org.gradwright.compiler.build.Term.Strength;

/** An element and sizes, {@code real[batch, 784]}; {@link Terms#real}, {@link Terms#i32} and {@link Terms#bool} make types. */
public final class Type {
    private final String text;
    private final Set<Symbol> symbols;

    private Type(String text, Set<Symbol> symbols) {
        this.text = text;
        this.symbols = symbols;
    }

    static Type of(String element, Object... sizes) {
        List<Term> terms = Stream.of(sizes).map(Type::size).toList();
        String inner = terms.stream().map(t -> t.inside(Strength.OR)).collect(Collectors.joining(", ", "[", "]"));
        return new Type(terms.isEmpty() ? element : element + inner, Term.symbols(terms));
    }

    /** A text is the name of a size, or {@code ...} for the axes that are not named. */
    private static Term size(Object size) {
        if (size instanceof String name) {
            return Term.word(name.equals("...") ? name : Spelling.name(name));
        }
        return Terms.of(size);
    }

    Set<Symbol> symbols() {
        return symbols;
    }

    /** The type as the language writes it. */
    @Override
    public String toString() {
        return text;
    }
}
