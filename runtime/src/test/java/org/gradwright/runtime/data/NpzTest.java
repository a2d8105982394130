// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
    private static final byte[] ONE = DataFiles.npy(1, DataFiles.npyHeader("|u1", "(2,)"), (byte) 1, (byte) 2);
    private static final byte[] OTHER = DataFiles.npy(1, DataFiles.npyHeader("|u1", "(1,)"), (byte) 3);
    private static final byte[] CUT = Arrays.copyOf(ONE, ONE.length - 1);

    @TempDir
    Path directory;

    private Path archive() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "one.npy", ONE);
            add(zip, "other.npy", OTHER);
            add(zip, "cut.npy", CUT);
        }
        return DataFiles.write(directory, "data.npz", bytes.toByteArray());
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void fault(Path file, String name, String fact) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Npz.read(file, name))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(fact);
    }

    @Test
    void readsArraysByName() throws IOException {
        Path file = archive();
        assertThat(Npz.read(file, "one").ints().values()).containsExactly(1, 2);
        assertThat(Npz.read(file, "other").ints().values()).containsExactly(3);
    }

    /** Written by NumPy 1.24. */
    private static Path resource(String name) throws URISyntaxException {
        return Path.of(NpzTest.class.getResource(name).toURI());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored.npz", "compressed.npz"})
    void readsWhatNumPyWrites(String name) throws URISyntaxException {
        NumberArray x = Npz.read(resource(name), "x");
        assertThat(x.shape()).containsExactly(3, 2);
        assertThat(x.floats().values()).containsExactly(0, 0.25f, 0.5f, 0.75f, 1, 1.25f);
        assertThat(Npz.read(resource(name), "y").ints().values()).containsExactly(1, 0, 2);
    }

    @Test
    void readsNoObjectsOfPython() throws URISyntaxException {
        fault(resource("objects.npz"), "x", "holds pickled Python objects, which are never read");
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        Path file = archive();
        fault(file, "two", "has no array `two`; it has one, other, cut");
        fault(file, "cut", "data.npz: cut: ends after 1 of 2 bytes of elements, in example 1 of 0..<2");
        fault(directory, "one", "is a directory");
        fault(directory.resolve("none.npz"), "one", "no such file");
        fault(DataFiles.write(directory, "text.npz", new byte[] {1, 2, 3}), "one", "is not an NPZ file or damaged");
    }
}
