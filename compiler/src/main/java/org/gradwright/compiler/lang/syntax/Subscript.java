// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/** What stands for one axis in {@code x[...]}. */
public sealed interface Subscript {
    Span span();

    /** {@code :} keeps the axis whole. */
    record All(Span span) implements Subscript {}

    /** {@code ...} keeps all axes that remain. */
    record Rest(Span span) implements Subscript {}

    /** {@code new} adds an axis of 1. */
    record NewAxis(Span span) implements Subscript {}

    /** An index, which drops the axis, or an {@code i32} tensor, which gathers along it. */
    record At(Expression value, Span span) implements Subscript {}

    /** {@code a..<b}, {@code a..}, {@code ..<b}, each with {@code by s} or without; keeps the axis. */
    record Slice(Optional<Expression> start, Optional<Expression> end, Optional<Expression> step, Span span)
            implements Subscript {}
}
