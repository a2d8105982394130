// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/** The left side of a binding. */
public sealed interface Target {
    Name name();

    Span span();

    /** {@code h} or {@code h : real[batch, 512]}: a new name, with a shape that is checked. */
    record Bind(Name name, Optional<TypeSyntax> type, Span span) implements Target {}

    /** {@code next h}: the value of a state, or of a carried name, one step later. */
    record Next(Name name, Span span) implements Target {}
}
