// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

/** An operator with one operand. */
public enum UnaryOperator {
    NEGATE("-"),
    NOT("not");

    private final String symbol;

    UnaryOperator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
