// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.value;

import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
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
public record ActualArgument(
        Optional<String> name, Value value, Span span, Span nameSpan, Optional<Expression> source) {
    /** Of the value alone. */
    public Span valueSpan() {
        return source.map(Expression::span).orElse(span);
    }

    /** The text of the value; empty where the caller is not a text. */
    public String text() {
        return source.map(s -> s.span().text()).orElse("");
    }

    /** What is said of an argument that a call has already. */
    public static Diagnostic twice(Span span, String name) {
        return Diagnostic.error("G0306", span, "`" + name + "` is given twice").help("delete one of them");
    }
}
