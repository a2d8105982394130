// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import java.util.List;
import org.gradwright.compiler.lang.diagnostic.Span;

/**
 * A type as written, {@code real[batch, 784]}.
 *
 * @param sizes one expression an axis; {@link Expression.Ellipsis} stands for any number of axes; empty for a scalar
 */
public record TypeSyntax(Element element, List<Expression> sizes, Span span) {
    public TypeSyntax {
        sizes = List.copyOf(sizes);
    }

    /** What a tensor is made of. */
    public enum Element {
        REAL,
        I32,
        BOOL
    }
}
