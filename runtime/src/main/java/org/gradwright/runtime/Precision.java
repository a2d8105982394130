// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/** The one floating precision of a model. */
public enum Precision {
    /** IEEE 754 binary32, {@code float}. */
    F32("f32", 4),
    /** IEEE 754 binary64, {@code double}. */
    F64("f64", 8);

    private final String text;
    private final int bytes;

    Precision(String text, int bytes) {
        this.text = text;
        this.bytes = bytes;
    }

    /** The name in the language and in descriptions: {@code f32} or {@code f64}. */
    public String text() {
        return text;
    }

    /** The size of one number in bytes. */
    public int bytes() {
        return bytes;
    }

    /**
     * The precision with this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Precision parse(String text) {
        for (Precision precision : values()) {
            if (precision.text.equals(text)) {
                return precision;
            }
        }
        throw new IllegalArgumentException("`" + text + "` is no precision: write f32 or f64");
    }
}
