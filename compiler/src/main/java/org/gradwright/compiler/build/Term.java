// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.build.Scope.Symbol;

/**
 * An expression of the language: a tensor, a number, a size, a function. {@link Terms} and {@link Functions} make terms of
 * terms. Immutable. Nothing is computed before a statement uses it, such as {@link Block#let}: an expression that is used
 * twice should have a name.
 */
public class Term {
    /** How tight an expression holds together, as in the grammar. */
    enum Strength {
        RESULTS,
        OR,
        AND,
        NOT,
        COMPARISON,
        RANGE,
        SUM,
        PRODUCT,
        UNARY,
        POWER,
        POSTFIX
    }

    private static final int LONGEST = 1 << 16;

    private final String text;
    private final Strength strength;
    private final Set<Symbol> symbols;

    Term(String text, Strength strength, Set<Symbol> symbols) {
        if (text.length() > LONGEST) {
            throw new ModelError(
                    "an expression has at most " + LONGEST + " letters: give parts of it a name with `let`");
        }
        this.text = text;
        this.strength = strength;
        this.symbols = Set.copyOf(symbols);
    }

    /** A name that stands for itself. */
    static Term name(Symbol symbol) {
        return new Term(Spelling.name(symbol.name()), Strength.POSTFIX, Set.of(symbol));
    }

    /** A word of the language: a function, {@code training}, {@code none}. */
    static Term word(String word) {
        return new Term(word, Strength.POSTFIX, Set.of());
    }

    /** The parameter or state below this name: {@code h1.param("W")} is {@code h1.W}. */
    public final Term param(String path) {
        return new Term(inside(Strength.POSTFIX) + "." + Spelling.path(path), Strength.POSTFIX, symbols);
    }

    /**
     * Elements: {@code x.at(0)} is {@code x[0]}, which drops the axis; an {@code i32} term gathers.
     *
     * @param subscripts whole numbers, terms, or what {@link Subscript} makes
     */
    public final Term at(Object... subscripts) {
        var parts = Stream.of(subscripts).map(Subscript::of).toList();
        String inner = parts.stream().map(Subscript::text).collect(Collectors.joining(", ", "[", "]"));
        var all = new LinkedHashSet<>(symbols);
        parts.forEach(p -> all.addAll(p.symbols()));
        return new Term(inside(Strength.POSTFIX) + inner, Strength.POSTFIX, all);
    }

    /** The last two axes exchanged, {@code x'}. */
    public final Term transposed() {
        return new Term(inside(Strength.POSTFIX) + "'", Strength.POSTFIX, symbols);
    }

    /** In parentheses if it holds together less than is needed. */
    final String inside(Strength least) {
        return strength.compareTo(least) >= 0 ? text : "(" + text + ")";
    }

    final Set<Symbol> symbols() {
        return symbols;
    }

    /** The symbols of several terms. */
    static Set<Symbol> symbols(Iterable<? extends Term> terms) {
        var all = new LinkedHashSet<Symbol>();
        terms.forEach(t -> all.addAll(t.symbols()));
        return all;
    }

    /** The expression as the language writes it. */
    @Override
    public final String toString() {
        return text;
    }
}
