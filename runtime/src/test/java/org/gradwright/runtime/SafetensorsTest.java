// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gradwright.runtime.Safetensors.DType;
import org.gradwright.runtime.Safetensors.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    private static final List<Tensor> TENSORS = List.of(
            new Tensor("h[3].W", List.of(2, 3), new float[] {9, 1, 2, 3, 4, 5, -0f, 9}, 1),
            new Tensor("f64", List.of(3), new double[] {Math.PI, Double.NaN, Double.NEGATIVE_INFINITY}, 0),
            new Tensor("scalar", List.of(), new int[] {Integer.MIN_VALUE}, 0),
            new Tensor("none", List.of(4, 0, 2), new long[0], 0),
            new Tensor("i64", List.of(2), new long[] {Long.MAX_VALUE, -1}, 0),
            new Tensor("é \"漢\"", List.of(3), new boolean[] {true, false, true}, 0));

    @TempDir
    private Path folder;

    private Path file(String header, int bytes) throws IOException {
        return file(header.getBytes(StandardCharsets.UTF_8), bytes);
    }

    private Path file(byte[] header, int bytes) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(8 + header.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
        all.putLong(header.length).put(header);
        return Files.write(folder.resolve("m.safetensors"), all.array());
    }

    private static String header(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int length = (int) ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return new String(all, 8, length, StandardCharsets.UTF_8);
    }

    private static void refused(Path file, String fault) {
        assertThatThrownBy(() -> Safetensors.open(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": " + fault + ": save or fetch it again");
    }

    @Test
    void tensorsReadBack() {
        Path file = folder.resolve("m.safetensors");
        Safetensors.write(file, Map.of("graph", "M \"x\"\n", "steps", "7"), TENSORS);
        try (SafetensorsReader reader = Safetensors.open(file)) {
            reader.verify();
            assertThat(reader.metadata()).containsEntry("graph", "M \"x\"\n").containsEntry("steps", "7");
            assertThat(reader.entries())
                    .containsOnlyKeys(TENSORS.stream().map(Tensor::name).toList());
            assertThat(reader.entries().get("h[3].W").type()).isEqualTo(DType.F32);
            assertThat(reader.entries().get("h[3].W").shape()).containsExactly(2, 3);
            assertThat(reader.read("h[3].W")).isEqualTo(new float[] {1, 2, 3, 4, 5, -0f});
            assertThat(reader.read("f64")).isEqualTo(new double[] {Math.PI, Double.NaN, Double.NEGATIVE_INFINITY});
            assertThat(reader.read("scalar")).isEqualTo(new int[] {Integer.MIN_VALUE});
            assertThat(reader.read("none")).isEqualTo(new long[0]);
            assertThat(reader.read("i64")).isEqualTo(new long[] {Long.MAX_VALUE, -1});
            assertThat(reader.read("é \"漢\"")).isEqualTo(new boolean[] {true, false, true});
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> reader.read("scala"))
                    .withMessage("no tensor is called scala: did you mean scalar?");
        }
    }

    @Test
    void theHeaderIsWhatTheFormatAsksFor() throws IOException {
        Path file = folder.resolve("m.safetensors");
        Safetensors.write(file, Map.of("a", "b"), List.of(new Tensor("w", List.of(2), new float[] {1, -2}, 0)));
        String header = header(file);
        assertThat(header.getBytes(StandardCharsets.UTF_8).length % 8).isZero();
        assertThat(header.strip())
                .matches("\\{\"__metadata__\":\\{\"crc32c\":\"[0-9a-f]{8}\",\"a\":\"b\"},"
                        + "\"w\":\\{\"dtype\":\"F32\",\"shape\":\\[2],\"data_offsets\":\\[0,8]}}");
        byte[] all = Files.readAllBytes(file);
        assertThat(ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getFloat(all.length - 4))
                .isEqualTo(-2);
    }

    @Test
    void tensorsLargerThanTheBufferReadBack() {
        Path file = folder.resolve("m.safetensors");
        Random random = new Random(5);
        double[] values = random.doubles(100_003).toArray();
        boolean[] flags = new boolean[70_001];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = random.nextBoolean();
        }
        Safetensors.write(
                file,
                Map.of(),
                List.of(
                        new Tensor("flags", List.of(flags.length), flags, 0),
                        new Tensor("v", List.of(1, 100_000), values, 3)));
        try (SafetensorsReader reader = Safetensors.open(file)) {
            reader.verify();
            assertThat(reader.read("v")).isEqualTo(Arrays.copyOfRange(values, 3, values.length));
            assertThat(reader.read("flags")).isEqualTo(flags);
        }
    }

    @Test
    void aFileWithoutTensorsOrMetadataIsSound() throws IOException {
        try (SafetensorsReader reader = Safetensors.open(file("{}", 0))) {
            reader.verify();
            assertThat(reader.entries()).isEmpty();
            assertThat(reader.metadata()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]} | 8 | `}` is needed at character 54",
                "{\"w\":3} | 0 | w is not an object",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2]}} | 8 | w needs exactly dtype, shape and data_offsets",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":1}} | 8 | w needs exactly dtype, shape and data_offsets",
                "{\"w\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}} | 4 | w has the dtype BF16, but only F32, F64, I32, I64 and BOOL can be read: convert it",
                "{\"w\":{\"dtype\":7,\"shape\":[2],\"data_offsets\":[0,4]}} | 4 | w holds something that should be a string",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}} | 8 | w holds something that should be a list of whole numbers",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}} | 8 | w holds something that should be a list of whole numbers",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8]}} | 8 | w has the data_offsets [8], not a begin and an end",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | 8 | w has the data_offsets [8, 0], not a begin and an end",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | 8 | w is F32[3], but has 8 bytes",
                "{\"w\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,8]}} | 8 | w is F64[2], but has 8 bytes",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[9999999999],\"data_offsets\":[0,8]}} | 8 | w has the shape [9999999999], more than an array holds",
                "{\"w\":{\"dtype\":\"BOOL\",\"shape\":[65536,65536],\"data_offsets\":[0,4294967296]}} | 8 | w is BOOL[65536, 65536], but has 4294967296 bytes",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1073741824,1073741824,1073741824],\"data_offsets\":[0,8]}} | 8 | w is F32[1073741824, 1073741824, 1073741824], but has 8 bytes",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 7 | the tensors need 8 bytes, but the file has 7 after its header",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 9 | the tensors need 8 bytes, but the file has 9 after its header",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}} | 12 | w begins at byte 4, but the tensor before it ends at 0",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"v\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}} | 12 | v begins at byte 4, but the tensor before it ends at 8",
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | 4 | the name \"w\" occurs twice at character 58",
                "{\"__metadata__\":{\"steps\":3}} | 0 | __metadata__ holds something that should be a string",
                "{\"__metadata__\":[]} | 0 | __metadata__ is not an object",
            })
    void unsoundHeadersAreRefused(String header, int bytes, String fault) throws IOException {
        refused(file(header, bytes), "in its header " + fault);
    }

    @Test
    void unsoundLengthsAreRefused() throws IOException {
        Path file = folder.resolve("m.safetensors");
        Files.write(file, new byte[0]);
        refused(file, "it has 0 bytes, too few for a safetensors file");
        Files.write(file, new byte[7]);
        refused(file, "it has 7 bytes, too few for a safetensors file");
        Files.write(file, new byte[10]);
        refused(file, "its header should have 0 bytes, but the file has 10");
        Files.write(file, new byte[] {3, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
        refused(file, "its header should have 3 bytes, but the file has 10");
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});
        refused(file, "its header should have 18446744073709551615 bytes, but the file has 10");
        refused(file(new byte[(1 << 24) + 1], 0), "its header has 16777217 bytes, more than 16777216");
        refused(file(" {}", 0), "its header does not begin with `{`");
        refused(file(new byte[] {'{', '"', (byte) 0xff, '"', '}'}, 0), "its header is not UTF-8");
    }

    @Test
    void missingFilesAndFoldersAreRefused() {
        assertThatThrownBy(() -> Safetensors.open(folder.resolve("none")))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(folder.resolve("none")
                        + ": it cannot be read, there is no such file or folder: check the path");
        assertThatThrownBy(() -> Safetensors.open(folder))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(folder + ": it is a folder: name a safetensors file");
        assertThatThrownBy(() -> Safetensors.write(folder, Map.of(), TENSORS))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(folder + ": it cannot be written, it is a folder; name a file in it");
        Path nowhere = folder.resolve("no/where");
        assertThatThrownBy(() -> Safetensors.write(nowhere, Map.of(), TENSORS))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(nowhere + ": it cannot be written, there is no such file or folder: check the path");
    }

    /** As root, a rename would put a file in the place of {@code /dev/null}. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeStaysAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Path copy = folder.resolve("copy");
        Process reader = new ProcessBuilder("cat", pipe.toString())
                .redirectOutput(copy.toFile())
                .start();
        Safetensors.write(pipe, Map.of(), TENSORS);
        assertThat(Files.isRegularFile(pipe)).isFalse();
        assertThat(reader.waitFor(1, TimeUnit.MINUTES)).isTrue();
        try (SafetensorsReader written = Safetensors.open(copy)) {
            assertThat(written.entries()).hasSameSizeAs(TENSORS);
        }
    }

    @Test
    void booleansAreZeroOrOne() throws IOException {
        Path file = file("{\"w\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] = 7;
        Files.write(file, bytes);
        try (SafetensorsReader reader = Safetensors.open(file)) {
            assertThatThrownBy(() -> reader.read("w"))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageContaining("w is BOOL and has the byte 7");
        }
    }

    @Test
    void messagesAreOneLineOfBoundedLength() throws IOException {
        String name = "a\\n" + "b".repeat(100_000);
        assertThatThrownBy(() -> Safetensors.open(file("{\"" + name + "\":1}", 0)))
                .isInstanceOf(ModelFileException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(2000).doesNotContain("\n"));
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        Path file = folder.resolve("m.safetensors");
        Safetensors.write(file, Map.of(), TENSORS);
        byte[] sound = Files.readAllBytes(file);
        for (int length = 0; length < sound.length; length++) {
            Files.write(file, Arrays.copyOf(sound, length));
            assertThatThrownBy(() -> Safetensors.open(file)).isInstanceOf(ModelFileException.class);
        }
    }

    @Test
    void unsoundTensorsAreNotWritten() {
        Path file = folder.resolve("m.safetensors");
        float[] values = new float[3];
        for (List<Tensor> tensors : List.of(
                List.of(new Tensor("w", List.of(4), values, 0)),
                List.of(new Tensor("w", List.of(3), values, 1)),
                List.of(new Tensor("w", List.of(3), values, -1)),
                List.of(new Tensor("w", List.of(3), new short[3], 0)),
                List.of(new Tensor("w", List.of(3), "abc", 0)),
                List.of(new Tensor("__metadata__", List.of(3), values, 0)),
                Collections.nCopies(2, new Tensor("w", List.of(3), values, 0)))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Safetensors.write(file, Map.of(), tensors));
        }
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailedWriteLeavesWhatWasThere(boolean existed) throws IOException {
        Path file = folder.resolve("m.safetensors");
        if (existed) {
            Files.writeString(file, "old");
        }
        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {
                    AtomicFile.writeAll(channel, ByteBuffer.allocate(100));
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");
        try (var left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString).toList())
                    .isEqualTo(existed ? List.of("m.safetensors") : List.of());
        }
        if (existed) {
            assertThat(file).hasContent("old");
        }
    }

    @Test
    void aWriteReplacesTheFileBehindALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        AtomicFile.write(link, channel -> AtomicFile.writeAll(channel, ByteBuffer.wrap(new byte[] {'n'})));
        assertThat(link).isSymbolicLink();
        assertThat(target).hasContent("n");
    }
}
