// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import org.gradwright.compiler.lang.diagnostic.Span;

/** A value given in place of a parameter that a layer would have made, {@code W = code.W'}. */
final class Supply {
    private final Arg argument;
    private boolean used;

    Supply(Arg argument) {
        this.argument = argument;
    }

    Value value() {
        return argument.value();
    }

    Span span() {
        return argument.valueSpan();
    }

    Span nameSpan() {
        return argument.nameSpan();
    }

    String text() {
        return argument.text();
    }

    void use() {
        used = true;
    }

    boolean isUsed() {
        return used;
    }
}
