// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import java.util.Arrays;
import java.util.Optional;
import org.gradwright.compiler.graph.Element;

/** The element types of tensors, with their numbers in a file. Those without an {@link #element} are only named. */
public enum ElementType {
    UNDEFINED(0, 0, null),
    FLOAT(1, 4, Element.REAL),
    UINT8(2, 1, Element.I32),
    INT8(3, 1, Element.I32),
    UINT16(4, 2, Element.I32),
    INT16(5, 2, Element.I32),
    INT32(6, 4, Element.I32),
    INT64(7, 8, Element.I32),
    STRING(8, 0, null),
    BOOL(9, 1, Element.BOOL),
    FLOAT16(10, 2, Element.REAL),
    DOUBLE(11, 8, Element.REAL),
    UINT32(12, 4, Element.I32),
    UINT64(13, 8, Element.I32),
    COMPLEX64(14, 0, null),
    COMPLEX128(15, 0, null),
    BFLOAT16(16, 2, Element.REAL);

    private final int number;
    private final int bytes;
    private final Element element;

    ElementType(int number, int bytes, Element element) {
        this.number = number;
        this.bytes = bytes;
        this.element = element;
    }

    /** The type of a number. @throws OnnxException when there is none */
    public static ElementType of(long number) {
        return Arrays.stream(values())
                .filter(type -> type.number == number)
                .findFirst()
                .orElseThrow(() -> new OnnxException("element type " + number + " is not supported"));
    }

    /** How files hold elements, real ones as doubles if they are wide. */
    public static ElementType of(Element element, boolean wide) {
        return switch (element) {
            case REAL -> wide ? DOUBLE : FLOAT;
            case I32 -> INT32;
            case BOOL -> BOOL;
        };
    }

    /** As files say it. */
    public int number() {
        return number;
    }

    /** Bytes of an element of raw data. */
    int bytes() {
        return bytes;
    }

    /** What it is in a graph; nothing for a type that graphs do not know. */
    public Optional<Element> element() {
        return Optional.ofNullable(element);
    }

    /** @throws OnnxException for a type that graphs do not know */
    public Element required(String what) {
        return element()
                .orElseThrow(
                        () -> new OnnxException(what + " has elements of type " + this + ", which is not supported"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
