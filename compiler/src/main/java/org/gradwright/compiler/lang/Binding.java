// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.syntax.Expression;

/**
 * What a name stands for.
 *
 * @param span where it is bound
 * @param kind how it is bound
 * @param base the path below which its parameters are found: {@code h1}, {@code att.h[3]}; empty if it owns none
 * @param source the expression that gave the value, if it has one
 * @param note for a size that a formal's type has bound: where it comes from
 */
record Binding(
        Value value, Span span, Kind kind, Optional<String> base, Optional<Expression> source, Optional<String> note) {
    /** How a name is bound. */
    enum Kind {
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

    static Binding of(Value value, Span span, Kind kind) {
        return new Binding(value, span, kind, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Binding owning(String path) {
        return new Binding(value, span, kind, Optional.of(path), source, note);
    }

    Binding from(Expression expression) {
        return new Binding(value, span, kind, base, Optional.of(expression), note);
    }

    Binding note(String words) {
        return new Binding(value, span, kind, base, source, Optional.of(words));
    }

    boolean isPoison() {
        return value == Value.Poison.POISON;
    }
}
