// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Byte for byte what NumPy 1.24 wrote of the same arrays. */
class NpyFileTest {
    private static byte[] numpy(String name) throws IOException {
        try (InputStream in = NpyFileTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] written(Object like, List<Integer> shape, double... values) {
        var file = new NpyFile(NpyFile.Type.of(like));
        for (double value : values) {
            file.add(new double[] {value});
        }
        return file.bytes(shape);
    }

    @Test
    void writesEveryTypeAndRank() throws IOException {
        assertThat(written(new float[0], List.of(3, 2), 0.5, -1, 2, 3, 1e-3f, 7))
                .isEqualTo(numpy("f4.npy"));
        assertThat(written(new double[0], List.of(2), 1 / 3.0, -2.5e300)).isEqualTo(numpy("f8.npy"));
        assertThat(written(new int[0], List.of(1, 3, 2), -3, -2, -1, 0, 1, 2)).isEqualTo(numpy("i4.npy"));
        assertThat(written(new boolean[0], List.of(3), 1, 0, 1)).isEqualTo(numpy("b1.npy"));
        assertThat(written(1.5f, List.of(), 1.5)).isEqualTo(numpy("one.npy"));
    }
}
