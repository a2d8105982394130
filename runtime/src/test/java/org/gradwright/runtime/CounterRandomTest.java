// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each bound is at least five standard deviations of its statistic, so a sound generator fails none of them by chance. */
class CounterRandomTest {
    private static final int N = 1 << 18;

    private static double mean(IntToDoubleFunction value) {
        return IntStream.range(0, N).mapToDouble(value).sum() / N;
    }

    /** The correlation of two uniform sequences. */
    private static double correlation(IntToDoubleFunction a, IntToDoubleFunction b) {
        return 12 * mean(i -> (a.applyAsDouble(i) - 0.5) * (b.applyAsDouble(i) - 0.5));
    }

    /** Chi-squared over equal bins; its deviation is sqrt(2 (bins - 1)). */
    private static double chiSquared(IntToDoubleFunction bin, int bins) {
        int[] counts = new int[bins];
        for (int i = 0; i < N; i++) {
            counts[(int) bin.applyAsDouble(i)]++;
        }
        double expected = (double) N / bins;
        return IntStream.of(counts)
                .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, 42, 1 << 31, 0x5bd1e995})
    void uniformsHaveTheirMomentsAndFillAllBins(int key) {
        IntToDoubleFunction u = i -> CounterRandom.uniform(key, i);
        assertThat(mean(u)).isCloseTo(0.5, within(5 * Math.sqrt(1 / 12.0 / N)));
        assertThat(mean(i -> Math.pow(u.applyAsDouble(i) - 0.5, 2)))
                .isCloseTo(1 / 12.0, within(5 * 0.0745 / Math.sqrt(N)));
        assertThat(chiSquared(i -> Math.floor(256 * u.applyAsDouble(i)), 256)).isBetween(255 - 113.0, 255 + 113.0);
        assertThat(chiSquared(i -> Math.floor(65536 * u.applyAsDouble(i)) % 256, 256))
                .isBetween(255 - 113.0, 255 + 113.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 784, 1 << 20})
    void pairsOfElementsAreIndependent(int distance) {
        for (int key : new int[] {0, 7, 0x12345678}) {
            IntToDoubleFunction a = i -> CounterRandom.uniform(key, i);
            IntToDoubleFunction b = i -> CounterRandom.uniform(key, i + distance);
            assertThat(correlation(a, b)).isCloseTo(0, within(5 / Math.sqrt(N)));
            double pairs = chiSquared(
                    i -> 16 * Math.floor(16 * a.applyAsDouble(i)) + Math.floor(16 * b.applyAsDouble(i)), 256);
            assertThat(pairs).isBetween(255 - 113.0, 255 + 113.0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 1 << 16, 1 << 31, 0x9e3779b9})
    void neighbouringKeysAreIndependent(int difference) {
        for (int key : new int[] {0, 5, -3}) {
            IntToDoubleFunction a = i -> CounterRandom.uniform(key, i);
            for (int other : new int[] {key + difference, key ^ difference}) {
                IntToDoubleFunction b = i -> CounterRandom.uniform(other, i);
                assertThat(correlation(a, b)).isCloseTo(0, within(5 / Math.sqrt(N)));
                double pairs = chiSquared(
                        i -> 16 * Math.floor(16 * a.applyAsDouble(i)) + Math.floor(16 * b.applyAsDouble(i)), 256);
                assertThat(pairs).isBetween(255 - 113.0, 255 + 113.0);
            }
        }
    }

    @Test
    void oneElementOverManyStepsNodesAndSeedsIsUniform() {
        assertThat(chiSquared(i -> Math.floor(256 * CounterRandom.uniform(CounterRandom.key(1, i, 3), 0)), 256))
                .isBetween(255 - 113.0, 255 + 113.0);
        assertThat(chiSquared(i -> Math.floor(256 * CounterRandom.uniform(CounterRandom.key(1, 1, i), 0)), 256))
                .isBetween(255 - 113.0, 255 + 113.0);
        assertThat(chiSquared(i -> Math.floor(256 * CounterRandom.uniform(CounterRandom.key(i, 1, 3), 0)), 256))
                .isBetween(255 - 113.0, 255 + 113.0);
        assertThat(chiSquared(i -> Math.floor(256 * CounterRandom.uniform(i, 0)), 256))
                .isBetween(255 - 113.0, 255 + 113.0);
    }

    @Test
    void keysDifferWhereSeedStepOrNodeDoes() {
        Set<Integer> keys = new HashSet<>();
        for (int seed = -5; seed < 5; seed++) {
            for (int step = 0; step < 10; step++) {
                for (int node = 0; node < 10; node++) {
                    keys.add(CounterRandom.key(seed, step, node));
                }
            }
        }
        assertThat(keys).hasSize(1000);
    }

    @Test
    void uniformsLieOnTheirGrid() {
        for (int i = 0; i < N; i++) {
            float u = CounterRandom.uniform(9, i);
            assertThat(u >= 0 && u < 1 && u * 0x1p24f == (int) (u * 0x1p24f)).isTrue();
        }
    }

    @Test
    void oneKeyPermutesItsElements() {
        Set<Float> seen = new HashSet<>();
        for (int i = 0; i < 4096; i++) {
            seen.add(CounterRandom.uniform(77, i));
        }
        assertThat(seen).hasSizeGreaterThan(4090);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7fff_ffff})
    void normalsHaveTheirMoments(int key) {
        IntToDoubleFunction z = i -> CounterRandom.normal(key, i);
        assertThat(mean(z)).isCloseTo(0, within(5 / Math.sqrt(N)));
        assertThat(mean(i -> Math.pow(z.applyAsDouble(i), 2))).isCloseTo(1, within(5 * Math.sqrt(2.0 / N)));
        assertThat(mean(i -> Math.pow(z.applyAsDouble(i), 3))).isCloseTo(0, within(5 * Math.sqrt(15.0 / N)));
        assertThat(mean(i -> Math.pow(z.applyAsDouble(i), 4))).isCloseTo(3, within(5 * Math.sqrt(96.0 / N)));
        assertThat(mean(i -> z.applyAsDouble(i) * z.applyAsDouble(i + 1))).isCloseTo(0, within(5 / Math.sqrt(N)));
    }

    @Test
    void normalsFollowTheirDistribution() {
        IntToDoubleFunction p = i -> 0.5 * (1 + Maths.erf(CounterRandom.normal(3, i) / Math.sqrt(2)));
        assertThat(chiSquared(i -> Math.min(255, Math.floor(256 * p.applyAsDouble(i))), 256))
                .isBetween(255 - 113.0, 255 + 113.0);
    }

    @Test
    void normalsAreFiniteAtTheLastElement() {
        assertThat(CounterRandom.normal(0, Integer.MAX_VALUE)).isBetween(-6.56, 6.56);
    }

    /** Saved models resume with these draws, so they never change; these come from a second implementation. */
    @Test
    void drawsStayAsTheyAre() {
        assertThat(CounterRandom.key(1, 2, 3)).isEqualTo(1994616162);
        assertThat(CounterRandom.key(-1, 2, -3)).isEqualTo(-1151700262);
        assertThat(CounterRandom.uniform(1, 2)).isEqualTo(0.9654238f);
        assertThat(CounterRandom.normal(1, 2)).isCloseTo(-0.4748151713582593, within(1e-15));
    }
}
