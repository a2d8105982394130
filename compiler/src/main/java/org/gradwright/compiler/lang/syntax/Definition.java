// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Span;

/**
 * A layer or function, {@code def dense(x : real[..., n], units : int) { ... }}.
 *
 * @param documentation the text of the {@code ##} lines directly above, without the marks; empty if there are none
 * @param body the statements; the short form {@code def f(x) = e} has a single {@code return}
 * @param gradient the backward of the author's own, if any
 * @param span name and formals, without the body
 */
public record Definition(
        Name name,
        String documentation,
        List<Formal> formals,
        List<Statement> body,
        Optional<Gradient> gradient,
        Span span)
        implements Item {

    public Definition {
        formals = List.copyOf(formals);
        body = List.copyOf(body);
    }

    /** {@code gradient (dy) { return scale * dy }}: a name for each result's cotangent, and the body. */
    public record Gradient(List<Name> cotangents, List<Statement> body, Span span) {
        public Gradient {
            cotangents = List.copyOf(cotangents);
            body = List.copyOf(body);
        }
    }
}
