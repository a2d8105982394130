// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.util.Optional;

/**
 * A formal of a def.
 *
 * @param type what it must be; absent, anything
 * @param otherwise what it is when absent
 */
public record Formal(String name, Optional<Type> type, Optional<Term> otherwise) {
    /** Anything: a tensor, a number, a function. */
    public static Formal of(String name) {
        return new Formal(name, Optional.empty(), Optional.empty());
    }

    /** A tensor; size names that are new in the type are bound by matching, see {@link Block#name}. */
    public static Formal of(String name, Type type) {
        return new Formal(name, Optional.of(type), Optional.empty());
    }

    /** With a value for calls that do not give one. */
    public Formal or(Object value) {
        return new Formal(name, type, Optional.of(Terms.of(value)));
    }

    String text() {
        return Spelling.name(name)
                + type.map(t -> " : " + t).orElse("")
                + otherwise.map(o -> " = " + o.inside(Term.Strength.OR)).orElse("");
    }
}
