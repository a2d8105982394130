// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/** A formal of a definition, {@code x : real[..., n]}, {@code units : int} or {@code bias = true}. */
public record Formal(Name name, Optional<Kind> kind, Optional<Expression> defaultValue, Span span) {

    /** What a formal admits. */
    public sealed interface Kind {}

    /** A tensor whose shape is matched; new size names in it are bound. */
    public record TensorKind(TypeSyntax type) implements Kind {}

    /** A value that is known when compiling, or (for {@code NUMBER}) also a scalar tensor. */
    public enum ValueKind implements Kind {
        INT,
        NUMBER,
        STRING,
        FN
    }
}
