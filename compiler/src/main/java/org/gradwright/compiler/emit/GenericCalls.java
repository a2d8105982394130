// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Input;

/** What both emitters need to know of the methods that take {@code Object...}. */
public final class GenericCalls {
    /** Why a model without a train line cannot step. */
    public static final String NOT_TRAINED = "this model has no train line: it only evaluates and predicts";

    private GenericCalls() {}

    /** What the caller must pass, for the message that counts. */
    public static String names(Driver driver, List<String> inputs) {
        var names = new ArrayList<>(driver.sizes());
        names.addAll(inputs);
        return String.join(", ", names);
    }

    /** The method of the runtime that turns an {@code Object} into the typed argument. */
    public static String conversion(Input input, boolean doubles) {
        boolean scalar = input.type().isScalar();
        return switch (input.type().element()) {
            case REAL -> doubles ? (scalar ? "scalarDouble" : "doubles") : scalar ? "scalarFloat" : "floats";
            case I32 -> scalar ? "scalarInt" : "ints";
            case BOOL -> scalar ? "scalarBoolean" : "booleans";
        };
    }
}
