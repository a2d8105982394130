// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {
    private static final byte[] LABELS = DataFiles.idx(0x08, new int[] {3}, (byte) 7, (byte) 0, (byte) 255);

    @TempDir
    Path directory;

    @Test
    void readsUnsignedBytes() {
        NumberArray labels = read(LABELS);
        assertThat(labels.shape()).containsExactly(3);
        assertThat(labels.ints().values()).containsExactly(7, 0, 255);
        assertThat(labels.ints().shape()).isEmpty();
    }

    @Test
    void readsGzippedFilesWhateverTheirName() {
        assertThat(read(DataFiles.gzip(LABELS)).ints().values()).containsExactly(7, 0, 255);
    }

    @Test
    void keepsRowsOfImages() {
        Column.Floats images = read(DataFiles.idx(0x08, new int[] {2, 1, 2}, (byte) 1, (byte) 2, (byte) 3, (byte) 4))
                .floats();
        assertThat(images.shape()).containsExactly(1, 2);
        assertThat(images.count()).isEqualTo(2);
        assertThat(images.values()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void readsEveryElementTypeBigEndian() {
        assertThat(one(0x09, ByteBuffer.allocate(1).put((byte) -2))).isEqualTo(-2);
        assertThat(one(0x0b, ByteBuffer.allocate(2).putShort((short) -300))).isEqualTo(-300);
        assertThat(one(0x0c, ByteBuffer.allocate(4).putInt(123_456_789))).isEqualTo(123_456_789);
        assertThat(one(0x0d, ByteBuffer.allocate(4).putFloat(0.25f))).isEqualTo(0.25);
        assertThat(one(0x0e, ByteBuffer.allocate(8).putDouble(Math.PI))).isEqualTo(Math.PI);
    }

    private double one(int type, ByteBuffer element) {
        return read(DataFiles.idx(type, new int[] {1}, element.array())).get(0);
    }

    @Test
    void saysHowATruncatedFileEnds() {
        assertFault(
                Arrays.copyOf(LABELS, LABELS.length - 1),
                "ends after 2 of 3 bytes of elements, in example 2 of 0..<3; it is truncated");
        assertFault(Arrays.copyOf(LABELS, 6), "ends after 2 of 4 bytes of sizes; it is truncated");
        assertFault(new byte[0], "ends after 0 of 4 bytes of magic number; it is truncated");
    }

    @Test
    void refusesTrailingBytes() {
        assertFault(Arrays.copyOf(LABELS, LABELS.length + 1), "goes on after the elements that its header announces");
    }

    @Test
    void refusesOtherFormats() {
        assertFault(
                "PK\3\4 zip".getBytes(StandardCharsets.UTF_8),
                "is not an IDX file: it begins with 504b instead of 0000");
        assertFault(DataFiles.idx(0x0a, new int[] {1}), "has elements of the unknown IDX type 0x0a");
    }

    /** Sizes that would need up to 2^96 bytes; the test's memory would not suffice if any were allocated. */
    @ParameterizedTest
    @CsvSource({"2147483647, 1, 1", "2000000000, 1, 1", "65536, 65536, 2", "2147483647, 2147483647, 2147483647"})
    void believesNoAbsurdSize(int a, int b, int c) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(DataFiles.idx(0x0e, new int[] {a, b, c}, new byte[8])))
                .withMessageMatching(".*(ends after 8 of|its header announces \\d+ bytes of elements).*");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void refusesSizesThatHoldNothing(int size) {
        assertFault(DataFiles.idx(0x08, new int[] {size}), "; each must be 1 or more and below 2^31");
    }

    @Test
    void refusesTooManyAxesAndNone() {
        assertFault(DataFiles.idx(0x08, new int[9]), "its header announces 9 axes; there may be 8");
        assertFault(DataFiles.idx(0x08, new int[0], (byte) 1), "holds a single number without axes");
    }

    @Test
    void saysThatCompressionIsDamaged() {
        byte[] compressed = DataFiles.gzip(DataFiles.idx(0x08, new int[] {1000}, new byte[1000]));
        assertFault(Arrays.copyOf(compressed, compressed.length - 12), "the gzip compression is damaged");
        compressed[compressed.length - 6] ^= 1;
        assertFault(compressed, "the gzip compression is damaged");
    }

    @Test
    void namesMissingFilesAndDirectories() {
        Path missing = directory.resolve("missing");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Idx.read(missing))
                .withMessage(missing + ": no such file; check the path, it is relative to the current directory");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Idx.read(directory))
                .withMessage(directory + ": is a directory; name a file in it");
    }

    @Test
    void anyDamageGivesAMessageOfOneLine() {
        long seed = 1;
        Random random = new Random(seed);
        byte[] sound = DataFiles.gzip(LABELS);
        for (int trial = 0; trial < 500; trial++) {
            byte[] damaged = (trial % 2 == 0 ? LABELS : sound).clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            Path file = DataFiles.write(directory, "damaged", damaged);
            try {
                Idx.read(file).floats();
            } catch (DataException e) {
                assertThat(e.getMessage()).as("seed %d, trial %d", seed, trial).doesNotContain("\n");
            }
        }
    }

    private NumberArray read(byte[] content) {
        return Idx.read(DataFiles.write(directory, "data", content));
    }

    private void assertFault(byte[] content, String fact) {
        Path file = DataFiles.write(directory, "data", content);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Idx.read(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(fact);
    }
}
