// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import java.util.List;

/** The value of an attribute, of one of the kinds that a file has. */
public sealed interface Attribute {
    /** One real number. */
    record Real(float value) implements Attribute {}

    /** One whole number. */
    record Whole(long value) implements Attribute {}

    /** A text. */
    record Text(String value) implements Attribute {}

    /** A tensor. */
    record Value(OnnxTensor value) implements Attribute {}

    /** A graph: the body of a branch or loop. */
    record Body(OnnxGraph value) implements Attribute {}

    /** Real numbers. */
    record Reals(List<Float> values) implements Attribute {
        public Reals {
            values = List.copyOf(values);
        }
    }

    /** Whole numbers. */
    record Wholes(List<Long> values) implements Attribute {
        public Wholes {
            values = List.copyOf(values);
        }
    }

    /** Texts. */
    record Texts(List<String> values) implements Attribute {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /** In a function: what its use says of the attribute of that name. */
    record Reference(String name) implements Attribute {}

    /** A kind that no supported operator has. */
    record Other() implements Attribute {}
}
