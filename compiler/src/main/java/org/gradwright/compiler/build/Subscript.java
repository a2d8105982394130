// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.Set;
import org.gradwright.compiler.build.Scope.Symbol;
import org.gradwright.compiler.build.Term.Strength;

/** What stands for one axis in {@link Term#at}. */
public final class Subscript {
    private final String text;
    private final Set<Symbol> symbols;

    private Subscript(String text, Set<Symbol> symbols) {
        this.text = text;
        this.symbols = symbols;
    }

    /** {@code :} keeps the axis whole. */
    public static Subscript all() {
        return new Subscript(":", Set.of());
    }

    /** {@code ...} keeps all axes that remain. */
    public static Subscript rest() {
        return new Subscript("...", Set.of());
    }

    /** {@code new} adds an axis of 1. */
    public static Subscript newAxis() {
        return new Subscript("new", Set.of());
    }

    /** {@code start..<end}. */
    public static Subscript between(Object start, Object end) {
        return of(Terms.range(start, end));
    }

    /** {@code start..}, to the end of the axis. */
    public static Subscript from(Object start) {
        Term term = Terms.of(start);
        return new Subscript(term.inside(Strength.SUM) + "..", term.symbols());
    }

    /** {@code ..<end}, from the beginning of the axis. */
    public static Subscript upTo(Object end) {
        Term term = Terms.of(end);
        return new Subscript("..<" + term.inside(Strength.SUM), term.symbols());
    }

    /** Every so manieth element of a slice. */
    public Subscript by(Object step) {
        Term term = Terms.of(step);
        var all = new java.util.LinkedHashSet<>(symbols);
        all.addAll(term.symbols());
        return new Subscript(text + " by " + term.inside(Strength.SUM), all);
    }

    static Subscript of(Object value) {
        if (value instanceof Subscript subscript) {
            return subscript;
        }
        Term term = Terms.of(value);
        return new Subscript(term.inside(Strength.RANGE), term.symbols());
    }

    String text() {
        return text;
    }

    Set<Symbol> symbols() {
        return symbols;
    }
}
