// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.value.Value;

/**
 * What a name stands for.
 *
 * @param span where it is bound
 * @param kind how it is bound
 * @param base the path below which its parameters are found: {@code h1}, {@code att.h[3]}; empty if it owns none
 * @param source the expression that gave the value, if it has one
 * @param note for a size that a formal's type has bound: where it comes from
 */
public record Binding(
        Value value, Span span, Kind kind, Optional<String> base, Optional<Expression> source, Optional<String> note) {
    /** How a name is bound. */
    public enum Kind {
        /** By an {@code input} or {@code param}: messages say where it was declared. */
        DECLARED,
        /** By a {@code state}: it may have a {@code next}. */
        STATE,
        /** By {@code with}: it may have a {@code next} in its loop. */
        CARRIED,
        /** By an argument. */
        FORMAL,
        /** As a size in a type. */
        SIZE,
        /** By {@code =}, or any other way. */
        LET
    }

    /**
     * A binding that owns no parameters and has neither source nor note.
     *
     * @param span where it is bound; null for what no text binds
     */
    public static Binding of(Value value, Span span, Kind kind) {
        return new Binding(value, span, kind, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same, with the path below which its parameters are found. */
    public Binding owning(String path) {
        return new Binding(value, span, kind, Optional.of(path), source, note);
    }

    /** The same, with the expression that gave the value. */
    public Binding from(Expression expression) {
        return new Binding(value, span, kind, base, Optional.of(expression), note);
    }

    /** The same, with words that say where a size comes from. */
    public Binding note(String words) {
        return new Binding(value, span, kind, base, source, Optional.of(words));
    }

    /** Whether the statement that should have bound the name has failed. */
    public boolean isPoison() {
        return value == Value.Poison.POISON;
    }
}
