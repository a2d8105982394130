// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gradwright.compiler.kernel.Expr.Local;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AffineTest {
    private static final Local I = new Local("i0", Scalar.INT);
    private static final Local K = new Local("k0", Scalar.INT);
    private static final Expr BATCH = Givens.size("batch");

    private final Affine affine = new Affine(new ExprTable(), atom -> atom == K ? 2 : atom == I ? 1 : 0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsTheValue(long seed) {
        var random = new Random(seed);
        for (int n = 0; n < 200; n++) {
            Expr expr = random(random, 5);
            Expr normal = affine.normalise(expr);
            var machine = new KernelMachine(Map.of());
            machine.give(I, random.nextInt(9)).give(K, random.nextInt(9)).give(BATCH, 1 + random.nextInt(9));
            assertThat(machine.value(normal))
                    .as("seed %d: %s", seed, KernelPrinter.print(expr))
                    .isEqualTo(machine.value(expr));
        }
    }

    @Test
    void writesTheInnerLoopLaterAndTheConstantLast() {
        Expr position = I.plus(Expr.whole(2)).times(Expr.whole(784)).plus(K);
        assertThat(KernelPrinter.print(affine.normalise(position))).isEqualTo("784 * i0 + k0 + 1568");
    }

    @Test
    void makesEqualPositionsIdentical() {
        Expr a = I.plus(K).times(BATCH);
        Expr b = BATCH.times(K).plus(I.times(BATCH));
        assertThat(affine.normalise(a)).isSameAs(affine.normalise(b));
        assertThat(affine.normalise(a)).isNotSameAs(affine.normalise(b.plus(Expr.whole(1))));
    }

    private static Expr random(Random random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return List.of(I, K, BATCH, Expr.whole(random.nextInt(7) - 3)).get(random.nextInt(4));
        }
        Expr a = random(random, depth - 1);
        Expr b = random(random, depth - 1);
        return switch (random.nextInt(5)) {
            case 0 -> a.minus(b);
            case 1 -> a.times(random.nextBoolean() ? Expr.whole(random.nextInt(5)) : BATCH);
            case 2 -> Expr.call(Fn.MOD, a, Expr.whole(1 + random.nextInt(5)));
            default -> a.plus(b);
        };
    }
}
