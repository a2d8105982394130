// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes safetensors files, the format that most machine-learning tools exchange weights in: eight bytes with
 * the header's length, a header in JSON, and the numbers, little-endian and row-major. This is the format as its authors
 * describe it (github.com/huggingface/safetensors), for five of its types.
 */
public final class Safetensors {
    private Safetensors() {}

    /** The type of a tensor's elements. */
    public enum DType {
        /** {@code float[]}. */
        F32(4),
        /** {@code double[]}. */
        F64(8),
        /** {@code int[]}. */
        I32(4),
        /** {@code long[]}. */
        I64(8),
        /** {@code boolean[]}. */
        BOOL(1);

        private final int bytes;

        DType(int bytes) {
            this.bytes = bytes;
        }

        /** The size of one element in the file. */
        public int bytes() {
            return bytes;
        }

        /**
         * The type of an array's elements.
         *
         * @throws IllegalArgumentException when it is none of the five
         */
        static DType of(Object array) {
            if (array instanceof float[]) {
                return F32;
            } else if (array instanceof double[]) {
                return F64;
            } else if (array instanceof int[]) {
                return I32;
            } else if (array instanceof long[]) {
                return I64;
            } else if (array instanceof boolean[]) {
                return BOOL;
            }
            throw new IllegalArgumentException(
                    "a tensor's values must be float[], double[], int[], long[] or boolean[]");
        }
    }

    /**
     * A tensor to be written.
     *
     * @param name its name in the file
     * @param shape its sizes
     * @param values a {@code float[]}, {@code double[]}, {@code int[]}, {@code long[]} or {@code boolean[]}
     * @param offset where its elements begin in that array
     */
    public record Tensor(String name, List<Integer> shape, Object values, int offset) {
        /** Copies the shape. */
        public Tensor {
            shape = List.copyOf(shape);
        }

        long size() {
            return Shapes.size(shape);
        }
    }

    /**
     * Opens a file and checks its header against its length; the numbers are read on demand.
     *
     * @throws ModelFileException when it cannot be read or is no sound safetensors file
     */
    public static SafetensorsReader open(Path file) {
        return SafetensorsReader.open(file);
    }

    /**
     * Writes a file, whole or not at all: into a temporary file beside it, which is forced to the disk and then renamed.
     * The metadata gains {@code crc32c}, a checksum of header and numbers.
     *
     * @throws IllegalArgumentException when two tensors have one name or a shape and its values do not fit
     * @throws ModelFileException when it cannot be written; a file that was there is as before
     */
    public static void write(Path file, Map<String, String> metadata, List<Tensor> tensors) {
        new SafetensorsWriter(metadata, tensors).write(file);
    }
}
