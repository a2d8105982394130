// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.predict;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** An array as a file in NumPy's format, version 1.0 (NumPy Enhancement Proposal 1), byte for byte as {@code numpy.save} writes it. */
final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    /** The elements that our outputs have. */
    enum Type {
        F4("<f4", 4) {
            @Override
            void put(ByteBuffer target, double value) {
                target.putFloat((float) value);
            }
        },
        F8("<f8", 8) {
            @Override
            void put(ByteBuffer target, double value) {
                target.putDouble(value);
            }
        },
        I4("<i4", 4) {
            @Override
            void put(ByteBuffer target, double value) {
                target.putInt((int) value);
            }
        },
        B1("|b1", 1) {
            @Override
            void put(ByteBuffer target, double value) {
                target.put((byte) value);
            }
        };

        private final String description;
        private final int bytes;

        Type(String description, int bytes) {
            this.description = description;
            this.bytes = bytes;
        }

        abstract void put(ByteBuffer target, double value);

        /** That of an output's array, or of its one number. */
        static Type of(Object value) {
            if (value instanceof float[] || value instanceof Float) {
                return F4;
            }
            if (value instanceof double[] || value instanceof Double) {
                return F8;
            }
            return value instanceof int[] || value instanceof Integer ? I4 : B1;
        }
    }

    private final Type type;
    private final ByteArrayOutputStream elements = new ByteArrayOutputStream();

    NpyFile(Type type) {
        this.type = type;
    }

    /** Appends elements in row-major order. */
    void add(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * type.bytes).order(ByteOrder.LITTLE_ENDIAN);
        DoubleStream.of(values).forEach(value -> type.put(bytes, value));
        elements.writeBytes(bytes.array());
    }

    /** The whole file. @param shape of what was added */
    byte[] bytes(List<Integer> shape) {
        String sizes = shape.stream().map(size -> size + ", ").collect(Collectors.joining());
        String tuple = shape.size() == 1 ? shape.get(0) + "," : sizes.substring(0, Math.max(0, sizes.length() - 2));
        String header = "{'descr': '" + type.description + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int length = MAGIC.length + 2 + header.length() + 1;
        String padded = header + " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT) + "\n";
        ByteBuffer file = ByteBuffer.allocate(MAGIC.length + 2 + padded.length() + elements.size());
        file.order(ByteOrder.LITTLE_ENDIAN).put(MAGIC).putShort((short) padded.length());
        return file.put(padded.getBytes(StandardCharsets.US_ASCII))
                .put(elements.toByteArray())
                .array();
    }
}
