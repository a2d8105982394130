// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    private static final byte[] TWO_BYTES = DataFiles.npy(1, DataFiles.npyHeader("|u1", "(2,)"), (byte) 1, (byte) 255);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void readsBothVersions(int version) {
        byte[] elements =
                little(16).putFloat(1).putFloat(-2).putFloat(0.5f).putFloat(4).array();
        Column.Floats rows = read(DataFiles.npy(version, DataFiles.npyHeader("<f4", "(2, 2)"), elements))
                .floats();
        assertThat(rows.shape()).containsExactly(2);
        assertThat(rows.values()).containsExactly(1, -2, 0.5f, 4);
    }

    @Test
    void readsEveryElementType() {
        assertThat(one("<f8", little(8).putDouble(Math.E))).isEqualTo(Math.E);
        assertThat(one(">f8", ByteBuffer.allocate(8).putDouble(Math.E))).isEqualTo(Math.E);
        assertThat(one("<i4", little(4).putInt(-7))).isEqualTo(-7);
        assertThat(one("<i8", little(8).putLong(-1L << 40))).isEqualTo(-0x1p40);
        assertThat(one("|i1", little(1).put((byte) 200))).isEqualTo(-56);
        assertThat(one("<i2", little(2).putShort((short) -3))).isEqualTo(-3);
        assertThat(one(">u2", ByteBuffer.allocate(2).putShort((short) -1))).isEqualTo(65_535);
        assertThat(one("<u4", little(4).putInt(-1))).isEqualTo(4_294_967_295.0);
        assertThat(one("|u1", little(1).put((byte) 200))).isEqualTo(200);
        assertThat(one("|b1", little(1).put((byte) 1))).isEqualTo(1);
    }

    private double one(String descr, ByteBuffer element) {
        return read(DataFiles.npy(1, DataFiles.npyHeader(descr, "(1,)"), element.array()))
                .get(0);
    }

    @Test
    void readsGzippedFiles() {
        assertThat(read(DataFiles.gzip(TWO_BYTES)).ints().values()).containsExactly(1, 255);
    }

    @ParameterizedTest
    @CsvSource({"0.5, <f8", "3000000000, <f8", "NaN, <f8"})
    void wholeNumbersMustBeWhole(double value, String descr) {
        NumberArray array = read(DataFiles.npy(
                1,
                DataFiles.npyHeader(descr, "(1,)"),
                little(8).putDouble(value).array()));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(array::ints)
                .withMessageContaining("element 0 is " + value + ", not a whole number of 32 bits");
    }

    @ParameterizedTest
    @CsvSource({"<c8, c8", "<U3, U3", "<f2, f2"})
    void refusesOtherElementTypes(String descr, String type) {
        assertFault(DataFiles.npy(1, DataFiles.npyHeader(descr, "(1,)"), new byte[8]), "elements of type " + type);
    }

    @Test
    void refusesPickledObjects() {
        assertFault(DataFiles.npy(1, DataFiles.npyHeader("|O", "(1,)"), new byte[8]), "holds pickled Python objects");
        String hidden = "{'descr': [('a', '<f4'), ('b', '|O')], 'fortran_order': False, 'shape': (1,), }";
        assertFault(DataFiles.npy(1, hidden, new byte[4]), "holds pickled Python objects");
    }

    @Test
    void saysInWhichExampleItEnds() {
        byte[] file = DataFiles.npy(1, DataFiles.npyHeader("<i2", "(3, 2)"), new byte[9]);
        assertFault(file, "ends after 9 of 12 bytes of elements, in example 2 of 0..<3");
    }

    @Test
    void refusesRecords() {
        String header = "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }";
        assertFault(DataFiles.npy(1, header, new byte[4]), "does not announce elements of one plain number type");
    }

    @Test
    void refusesFortranOrder() {
        String header = "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 1), }";
        assertFault(
                DataFiles.npy(1, header, new byte[4]), "is in Fortran order; save numpy.ascontiguousarray(a) instead");
    }

    @Test
    void refusesOtherFormatsAndVersions() {
        assertFault(
                "not numpy".getBytes(StandardCharsets.UTF_8),
                "is not an NPY file; save one with numpy.save(\"name.npy\", a)");
        byte[] later = TWO_BYTES.clone();
        later[6] = 3;
        assertFault(later, "has version 3 of the NPY format; only 1 and 2 can be read");
    }

    @Test
    void refusesTruncatedAndLongerFiles() {
        assertFault(Arrays.copyOf(TWO_BYTES, TWO_BYTES.length - 1), "ends after 1 of 2 bytes of elements");
        assertFault(Arrays.copyOf(TWO_BYTES, 20), "bytes of header; it is truncated");
        assertFault(Arrays.copyOf(TWO_BYTES, TWO_BYTES.length + 1), "goes on after the elements");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(); holds a single number without axes",
                "(0,); each must be 1 or more",
                "(99999999999999999999,); it is damaged",
                "(4294967296,); each must be 1 or more and below 2^31",
                "(1,1,1,1,1,1,1,1,1); announces 9 axes; there may be 8",
                "(2000000000, 2000000000, 2000000000); more than 2 GiB; split the file",
                "(2000000000,); ends after 1 of 2000000000 bytes",
            })
    void believesNoAbsurdShape(String shape, String fact) {
        assertFault(DataFiles.npy(1, DataFiles.npyHeader("|u1", shape), new byte[1]), fact);
    }

    @Test
    void believesNoAbsurdHeader() {
        byte[] file = DataFiles.npy(2, DataFiles.npyHeader("|u1", "(1,)"), (byte) 1);
        file[11] = (byte) 0xff;
        assertFault(file, "; it is damaged, fetch it again");
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private NumberArray read(byte[] content) {
        return Npy.read(DataFiles.write(directory, "data.npy", content));
    }

    private void assertFault(byte[] content, String fact) {
        Path file = DataFiles.write(directory, "data.npy", content);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Npy.read(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(fact);
    }
}
