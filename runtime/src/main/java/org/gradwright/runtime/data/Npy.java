// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * NumPy's format for one array, versions 1 and 2, plain or gzipped (NumPy Enhancement Proposal 1): C order, elements f4,
 * f8, i1, i2, i4, i8, u1, u2, u4 or b1 of either byte order. Pickled objects are never read.
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern DESCR = Pattern.compile("'descr':\\s*'([<>|=])([a-zA-Z]\\d+)'");
    private static final Pattern OBJECTS = Pattern.compile("'[<>|=]O\\d*'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([\\d\\s,]*)\\)");

    private Npy() {}

    /**
     * Reads a file.
     *
     * @throws DataException when it is missing, not NPY, of another element type or order, truncated, longer than announced,
     *     or too large
     */
    public static NumberArray read(Path file) {
        return DataFile.read(file, Npy::read);
    }

    static NumberArray read(DataFile file) throws IOException {
        String header = header(file);
        if (OBJECTS.matcher(header).find()) {
            throw file.fault("holds pickled Python objects, which are never read; save a plain array of numbers");
        }
        Matcher descr = find(file, DESCR, header, "elements of one plain number type");
        if (find(file, ORDER, header, "'fortran_order'").group(1).equals("True")) {
            throw file.fault("is in Fortran order; save numpy.ascontiguousarray(a) instead");
        }
        Type type = type(file, descr.group(2));
        List<Integer> shape = shape(file, find(file, SHAPE, header, "a 'shape'").group(1));
        ByteBuffer elements = ByteBuffer.wrap(file.elements(shape, type.width))
                .order(descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return new NumberArray(file.name(), shape, type.reader.of(elements));
    }

    private static String header(DataFile file) throws IOException {
        byte[] start = file.bytes(8, "magic number and version");
        if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw file.fault("is not an NPY file; save one with numpy.save(\"name.npy\", a)");
        }
        int version = start[6];
        if (version != 1 && version != 2) {
            throw file.fault("has version " + version + " of the NPY format; only 1 and 2 can be read");
        }
        return new String(file.bytes(headerLength(file, version), "header"), StandardCharsets.ISO_8859_1);
    }

    private static int headerLength(DataFile file, int version) throws IOException {
        int width = version == 1 ? 2 : 4;
        ByteBuffer length = ByteBuffer.wrap(file.bytes(width, "header length")).order(ByteOrder.LITTLE_ENDIAN);
        long claimed = version == 1 ? length.getShort() & 0xffff : Integer.toUnsignedLong(length.getInt());
        if (claimed > LONGEST_HEADER) {
            throw file.fault("announces a header of " + claimed + " bytes; it is damaged, fetch it again");
        }
        return (int) claimed;
    }

    private static Matcher find(DataFile file, Pattern pattern, String header, String what) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw file.fault("its header does not announce " + what + "; save a plain array of numbers");
        }
        return matcher;
    }

    private static List<Integer> shape(DataFile file, String text) {
        List<String> sizes = Stream.of(text.split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .toList();
        Extents.checkRank(file, sizes.size());
        try {
            return Extents.checked(file, sizes.stream().map(Long::valueOf).toList());
        } catch (NumberFormatException e) {
            throw new DataException(file.name() + ": its header announces the sizes " + text + "; it is damaged", e);
        }
    }

    private static Type type(DataFile file, String name) {
        for (Type type : Type.values()) {
            if (type.name().equalsIgnoreCase(name)) {
                return type;
            }
        }
        throw file.fault(
                "has elements of type " + name + "; save a.astype(\"float32\") or a.astype(\"int32\") instead");
    }

    private interface Reader {
        IntToDoubleFunction of(ByteBuffer elements);
    }

    private enum Type {
        F4(4, elements -> i -> elements.getFloat(4 * i)),
        F8(8, elements -> i -> elements.getDouble(8 * i)),
        I4(4, elements -> i -> elements.getInt(4 * i)),
        I8(8, elements -> i -> elements.getLong(8 * i)),
        I1(1, elements -> elements::get),
        I2(2, elements -> i -> elements.getShort(2 * i)),
        U2(2, elements -> i -> elements.getShort(2 * i) & 0xffff),
        U4(4, elements -> i -> elements.getInt(4 * i) & 0xffffffffL),
        U1(1, elements -> i -> elements.get(i) & 0xff),
        B1(1, elements -> i -> elements.get(i) == 0 ? 0 : 1);

        private final int width;
        private final Reader reader;

        Type(int width, Reader reader) {
            this.width = width;
            this.reader = reader;
        }
    }
}
