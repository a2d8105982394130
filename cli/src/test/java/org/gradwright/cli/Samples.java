// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Small models and data for tests. */
final class Samples {
    static final String NETWORK = """
            gradwright 1
            graph Flowers

            input x : real[batch, 2]
            input y : i32[batch]

            h = dense(x, 8, activation = tanh)
            z = dense(h, 2)

            output p        = softmax(z)
            metric accuracy = mean(argmax(z) == y)
            loss            = mean(cross_entropy(z, y))

            train loss with adam(lr = 0.05)
            """;

    static final String CSV_DATA = """
            data train {
              x = standardise(csv("flowers.csv", columns = ["a", "b"]))
              y = csv("flowers.csv", column = "kind", classes = ["left", "right"])
            }
            """;

    private Samples() {}

    /** Writes a file into a folder. */
    static Path write(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A model of two kinds of points that a line parts, with 90 examples. */
    static Path flowers(Path folder, String fit) {
        var csv = new StringBuilder("a,b,kind\n");
        var random = new Random(3);
        for (int i = 0; i < 90; i++) {
            double a = 10 + random.nextGaussian();
            double b = random.nextGaussian();
            csv.append(String.format(Locale.ROOT, "%.4f,%.4f,%s%n", a, b, a - 10 > b ? "right" : "left"));
        }
        write(folder, "flowers.csv", csv.toString());
        return write(folder, "model.graph", NETWORK + CSV_DATA + fit + "\n");
    }

    /** An IDX file of bytes. */
    static Path idx(Path folder, String name, int count, int... shape) {
        int size = count;
        for (int extent : shape) {
            size *= extent;
        }
        ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * shape.length + size);
        bytes.putInt(0x800 + shape.length + 1).putInt(count);
        for (int extent : shape) {
            bytes.putInt(extent);
        }
        for (int i = 0; i < size; i++) {
            bytes.put((byte) (i % 2));
        }
        try {
            return Files.write(folder.resolve(name), bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
