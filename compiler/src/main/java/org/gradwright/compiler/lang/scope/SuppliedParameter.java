// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.scope;

import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.value.ActualArgument;
import org.gradwright.compiler.lang.value.Value;

/** A value given in place of a parameter that a layer would have made, {@code W = code.W'}. */
public final class SuppliedParameter {
    private final ActualArgument argument;
    private boolean used;

    /** @param argument whose name is the path of a parameter */
    public SuppliedParameter(ActualArgument argument) {
        this.argument = argument;
    }

    /** What is given. */
    public Value value() {
        return argument.value();
    }

    /** The place of the value. */
    public Span span() {
        return argument.valueSpan();
    }

    /** The place of the parameter's name. */
    public Span nameSpan() {
        return argument.nameSpan();
    }

    /** The text of the value; empty where the caller is not a text. */
    public String text() {
        return argument.text();
    }

    /** Notes that a layer has taken it. */
    public void use() {
        used = true;
    }

    /** Whether a layer has taken it; one that no layer takes is an error. */
    public boolean isUsed() {
        return used;
    }
}
