// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.syntax.Expression;

/**
 * An argument on its way to a function.
 *
 * @param name empty for a positional one; a formal's name, or a parameter's path {@code h1.W}
 * @param span of the whole argument, its name included
 * @param nameSpan of the name; of the value for a positional one
 * @param source the expression, absent where the caller is not a text
 */
record Arg(Optional<String> name, Value value, Span span, Span nameSpan, Optional<Expression> source) {
    /** Of the value alone. */
    Span valueSpan() {
        return source.map(Expression::span).orElse(span);
    }

    /** The text of the value; empty where the caller is not a text. */
    String text() {
        return source.map(s -> s.span().text()).orElse("");
    }
}
