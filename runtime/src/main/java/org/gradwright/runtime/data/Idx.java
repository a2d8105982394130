// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The IDX format of the MNIST files, plain or gzipped: two zero bytes, the element type, the number of axes, the sizes as
 * four bytes each and the elements, all big-endian (LeCun, Cortes, Burges, "The MNIST database of handwritten digits").
 */
public final class Idx {
    private Idx() {}

    /**
     * Reads a file.
     *
     * @throws DataException when it is missing, not IDX, truncated, longer than announced, or too large
     */
    public static NumberArray read(Path file) {
        return DataFile.read(file, Idx::read);
    }

    private static NumberArray read(DataFile file) throws IOException {
        byte[] magic = file.bytes(4, "magic number");
        if (magic[0] != 0 || magic[1] != 0) {
            throw file.fault("is not an IDX file: it begins with " + hex(magic) + " instead of 0000");
        }
        Type type = type(file, magic[2]);
        List<Integer> shape = shape(file, magic[3] & 0xff);
        ByteBuffer elements = ByteBuffer.wrap(file.elements(shape, type.width));
        return new NumberArray(file.name(), shape, type.reader.of(elements));
    }

    private static List<Integer> shape(DataFile file, int rank) throws IOException {
        Extents.checkRank(file, rank);
        ByteBuffer sizes = ByteBuffer.wrap(file.bytes(4L * rank, "sizes"));
        List<Long> claimed = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            claimed.add(Integer.toUnsignedLong(sizes.getInt()));
        }
        return Extents.checked(file, claimed);
    }

    private static Type type(DataFile file, byte code) {
        for (Type type : Type.values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw file.fault(
                "has elements of the unknown IDX type 0x%02x; it is damaged or not an IDX file".formatted(code));
    }

    private static String hex(byte[] magic) {
        return "%02x%02x".formatted(magic[0], magic[1]);
    }

    private interface Reader {
        IntToDoubleFunction of(ByteBuffer elements);
    }

    private enum Type {
        UNSIGNED_BYTE(0x08, 1, elements -> i -> elements.get(i) & 0xff),
        SIGNED_BYTE(0x09, 1, elements -> elements::get),
        SHORT(0x0b, 2, elements -> i -> elements.getShort(2 * i)),
        INT(0x0c, 4, elements -> i -> elements.getInt(4 * i)),
        FLOAT(0x0d, 4, elements -> i -> elements.getFloat(4 * i)),
        DOUBLE(0x0e, 8, elements -> i -> elements.getDouble(8 * i));

        private final int code;
        private final int width;
        private final Reader reader;

        Type(int code, int width, Reader reader) {
            this.code = code;
            this.width = width;
            this.reader = reader;
        }
    }
}
