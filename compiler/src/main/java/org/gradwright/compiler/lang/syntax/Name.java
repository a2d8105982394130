// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import org.gradwright.compiler.lang.diagnostic.Span;

/** A name and where it stands. The text has no backticks, even where the source needs them. */
public record Name(String text, Span span) {

    /** The name as a source must spell it: in backticks unless it is made of letters, digits and {@code _}. */
    public String spelling() {
        return spelling(text);
    }

    /** How a source must spell a name: in backticks unless it is made of letters, digits and {@code _}. */
    public static String spelling(String text) {
        return Words.isPlainName(text) ? text : "`" + text + "`";
    }

    @Override
    public String toString() {
        return text;
    }
}
