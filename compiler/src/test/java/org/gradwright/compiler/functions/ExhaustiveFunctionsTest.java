// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.gradwright.compiler.LoadedStep;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function, in its vector form, at every float there is: {@code -Pexhaustive}. It prints the largest error (0.5 and less
 * is not told apart) and a checksum of all values, which is the same on every JDK. Sine, cosine and tangent beyond 2^18, where
 * they are those of double, are samples. {@code -Dgradwright.functions=exp,log} takes some functions only.
 */
@Tag("exhaustive")
class ExhaustiveFunctionsTest {
    private static final int PARTS = 1 << 6;
    private static final int BLOCK = 1 << 16;

    private record Part(double ulps, float worst, long checksum) {}

    static List<String> functions() {
        String only = System.getProperty("gradwright.functions", "");
        return Reference.FUNCTIONS.keySet().stream()
                .filter(f -> only.isEmpty() || List.of(only.split(",")).contains(f))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void staysWithinTwoUnits(String function) {
        LoadedStep model = new FunctionModel(function).load(true);
        Part[] parts = IntStream.range(0, PARTS)
                .parallel()
                .mapToObj(p -> part(function, model, p))
                .toArray(Part[]::new);
        Part worst = parts[0];
        long checksum = 0;
        for (Part part : parts) {
            worst = part.ulps() > worst.ulps() ? part : worst;
            checksum = 31 * checksum + part.checksum();
        }
        System.out.printf("%-9s %.3f ulp at %s, checksum %016x%n", function, worst.ulps(), worst.worst(), checksum);
        assertThat(worst.ulps()).isLessThanOrEqualTo(2);
    }

    private static boolean isLeftOut(String function, int block) {
        boolean periodic = List.of("sin", "cos", "tan").contains(function);
        float first = Float.intBitsToFloat(block * BLOCK);
        return periodic && Math.abs(first) > 1 << 18 && Math.abs(first) < Float.MAX_VALUE / 2 && block % 64 != 0;
    }

    private static Part part(String function, LoadedStep model, int part) {
        DoubleUnaryOperator exact = Reference.quick(function);
        TrainingStep vectors = model.create(0);
        float[] x = new float[FunctionModel.LENGTH];
        var checksum = new CRC32C();
        var buffer = java.nio.ByteBuffer.allocate(4 * BLOCK);
        Part worst = new Part(0, 0, 0);
        int blocks = (int) ((1L << 32) / PARTS / BLOCK);
        for (int block = part * blocks; block < (part + 1) * blocks; block++) {
            if (isLeftOut(function, block)) {
                continue;
            }
            for (int i = 0; i < BLOCK; i++) {
                x[i] = Float.intBitsToFloat(block * BLOCK + i);
            }
            float[] y = FunctionModel.apply(vectors, x);
            buffer.clear();
            for (int i = 0; i < BLOCK; i++) {
                buffer.putInt(Float.floatToIntBits(y[i]));
                double want = exact.applyAsDouble(x[i]);
                double ulps = (float) want == y[i] && want != 0 ? 0 : Reference.ulps(want, y[i]);
                worst = ulps > worst.ulps() ? new Part(ulps, x[i], 0) : worst;
            }
            checksum.update(buffer.flip());
        }
        return new Part(worst.ulps(), worst.worst(), checksum.getValue());
    }
}
