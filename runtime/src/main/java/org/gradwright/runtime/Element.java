// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.List;

/** What the elements of an input or output are. */
public enum Element {
    /** Numbers in the model's precision: {@code float[]} or {@code double[]}. */
    REAL("real"),
    /** Whole numbers: {@code int[]}. */
    I32("i32"),
    /** Conditions: {@code boolean[]} at the door, 0 or 1 in the integer arena. */
    BOOL("bool");

    private final String text;

    Element(String text) {
        this.text = text;
    }

    /** The name in the language and in descriptions. */
    public String text() {
        return text;
    }

    /** A tensor's type: {@code real[batch, 784]}; a scalar is {@code real}. */
    String type(List<String> shape) {
        return text + (shape.isEmpty() ? "" : Shapes.print(shape));
    }

    /**
     * The element type with this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Element parse(String text) {
        for (Element element : values()) {
            if (element.text.equals(text)) {
                return element;
            }
        }
        throw new IllegalArgumentException("`" + text + "` is no element type: write real, i32 or bool");
    }
}
