// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.format;

import org.gradwright.compiler.lang.syntax.Token;

/**
 * A token and how it stands in its row.
 *
 * @param spaced whether a space comes before it, unless it is first
 * @param separator whether it is a {@code :} or {@code =} at which neighbouring statements may be aligned
 * @param gap how many columns the author left before it
 */
record Word(Token token, boolean spaced, boolean separator, int gap) {

    /** As it is written out: only the exponents of numbers differ from the source. */
    String text() {
        return token.is(Token.Kind.NUMBER) ? token.text().replace('E', 'e') : token.text();
    }

    boolean is(String symbol) {
        return token.is(symbol);
    }

    boolean opens() {
        return is("(") || is("[");
    }

    boolean closes() {
        return is(")") || is("]");
    }
}
