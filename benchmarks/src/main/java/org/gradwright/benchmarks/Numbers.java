// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/** The weights and the batch of a workload, in order. */
interface Numbers {
    /** The next weights; absent where the model's own initialisation is to stay. */
    Optional<float[]> weights(int count);

    /** The next input for a whole batch. */
    float[] batch(Workload.Input input, int examples);

    /** @throws IllegalStateException when numbers are left over */
    void requireEnd();

    /** Little-endian float32 numbers: weights, then inputs. */
    static Numbers read(Path file) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            return new FromFile(file, bytes.asFloatBuffer());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    static Numbers madeUp(long seed) {
        return new MadeUp(new Random(seed));
    }

    /** Numbers of a file. */
    record FromFile(Path file, FloatBuffer numbers) implements Numbers {
        @Override
        public Optional<float[]> weights(int count) {
            return Optional.of(next(count));
        }

        @Override
        public float[] batch(Workload.Input input, int examples) {
            return next(examples * input.width());
        }

        @Override
        public void requireEnd() {
            if (numbers.hasRemaining()) {
                throw new IllegalStateException(file + " holds " + numbers.remaining() + " numbers too many");
            }
        }

        private float[] next(int count) {
            if (count > numbers.remaining()) {
                throw new IllegalStateException(file + " ends where " + count + " more numbers are needed");
            }
            var values = new float[count];
            numbers.get(values);
            return values;
        }
    }

    /** Random numbers of the kinds that the inputs need. */
    record MadeUp(Random random) implements Numbers {
        @Override
        public Optional<float[]> weights(int count) {
            return Optional.empty();
        }

        @Override
        public float[] batch(Workload.Input input, int examples) {
            var values = new float[examples * input.width()];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextFloat() * 2 - 1;
            }
            switch (input.kind()) {
                case EXAMPLES ->
                    System.arraycopy(values, 0, values, values.length - values.length / 2, values.length / 2);
                case BITS -> roundUp(values);
                case ONE_HOT -> oneHot(values, input.width());
                case CHARACTERS -> characters(values);
                case NUMBERS, DROPOUT_RATE -> {}
            }
            return values;
        }

        private static void roundUp(float[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] > 0 ? 1 : 0;
            }
        }

        private void characters(float[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(Workload.VOCABULARY);
            }
        }

        private void oneHot(float[] values, int width) {
            java.util.Arrays.fill(values, 0);
            for (int row = 0; row < values.length; row += width) {
                values[row + random.nextInt(width)] = 1;
            }
        }

        @Override
        public void requireEnd() {}
    }
}
