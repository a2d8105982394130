// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DoorsTest {
    private static void refused(String message, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    private static int batch(int length) {
        return Doors.solveSize(length, 784, "x", "real[batch, 784]", "batch");
    }

    @Test
    void freeSizeFollowsFromTheLength() {
        assertThat(batch(784)).isEqualTo(1);
        assertThat(batch(784 * 128)).isEqualTo(128);
        assertThat(Doors.solveSize(Integer.MAX_VALUE, 1, "x", "real[batch]", "batch"))
                .isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void lengthsThatAreNoMultipleAreRefused() {
        refused("x has 1000 values, but real[batch, 784] needs a multiple of 784", () -> batch(1000));
        refused("x has 1 value, but real[batch, 784] needs a multiple of 784", () -> batch(1));
        refused("x has 0 values: batch must be at least 1", () -> batch(0));
        refused(
                "x has 7 values, but real[n, 9999999999] needs a multiple of 9999999999",
                () -> Doors.solveSize(7, 9_999_999_999L, "x", "real[n, 9999999999]", "n"));
    }

    @Test
    void freeSizeOfAPolynomialIsFound() {
        long[] square = {0, 0, 1};
        long[] threeAndOne = {2, 6};
        for (int n = 1; n < 46_340; n += 997) {
            assertThat(Doors.solveSize(n * n, square, "x", "real[n, n]", "n")).isEqualTo(n);
            assertThat(Doors.solveSize(6 * n + 2, threeAndOne, "x", "real[3*n+1, 2]", "n"))
                    .isEqualTo(n);
        }
        refused(
                "x has 10 values, but no n of at least 1 gives real[n, n] as many",
                () -> Doors.solveSize(10, square, "x", "real[n, n]", "n"));
        refused(
                "x has 2 values, but no n of at least 1 gives real[3*n+1, 2] as many",
                () -> Doors.solveSize(2, threeAndOne, "x", "real[3*n+1, 2]", "n"));
        refused(
                "x has 0 values, but no n of at least 1 gives real[n, n] as many",
                () -> Doors.solveSize(0, square, "x", "real[n, n]", "n"));
        refused(
                "x has 2147483647 values, but no n of at least 1 gives real[n, n] as many",
                () -> Doors.solveSize(Integer.MAX_VALUE, square, "x", "real[n, n]", "n"));
    }

    @Test
    void knownLengthsAreExact() {
        Doors.exact(32, 32, "label", "i32[batch]", "batch", 32);
        Doors.exact(6, 6, "x", "real[2, 3]");
        Doors.exact(6, 6, "x", "real[a, b]", "a", 2, "b", 3);
        refused(
                "label has 31 values, but i32[batch] with batch = 32 needs 32",
                () -> Doors.exact(31, 32, "label", "i32[batch]", "batch", 32));
        refused("x has 5 values, but real[2, 3] needs 6", () -> Doors.exact(5, 6, "x", "real[2, 3]"));
        refused(
                "x has 5 values, but real[a, b] with a = 2, b = 3 needs 6",
                () -> Doors.exact(5, 6, "x", "real[a, b]", "a", 2, "b", 3));
        assertThat(Doors.wrong(5, 12_884_901_888L, "x", "real[a, b, c]", "a = 65536, b = 65536, c = 3"))
                .hasMessage("x has 5 values, but real[a, b, c] with a = 65536, b = 65536, c = 3 needs 12884901888");
    }

    @Test
    void missingArraysAreRefused() {
        assertThat(Doors.length(new float[3], "x")).isEqualTo(3);
        assertThat(Doors.length(new double[3], "x")).isEqualTo(3);
        assertThat(Doors.length(new int[3], "x")).isEqualTo(3);
        assertThat(Doors.length(new boolean[3], "x")).isEqualTo(3);
        refused("x is null, but an array is needed", () -> Doors.length((float[]) null, "x"));
        refused("x is null, but an array is needed", () -> Doors.length((double[]) null, "x"));
        refused("x is null, but an array is needed", () -> Doors.length((int[]) null, "x"));
        refused("x is null, but an array is needed", () -> Doors.length((boolean[]) null, "x"));
    }

    @Test
    void sizesAndConditionsAreChecked() {
        assertThat(Doors.size(1, "time")).isEqualTo(1);
        refused("time must be at least 1, not 0", () -> Doors.size(0, "time"));
        Doors.condition(true, "time <= 64", "time", 64);
        refused("time = 65, but the model needs time <= 64", () -> Doors.condition(false, "time <= 64", "time", 65));
    }

    @Test
    void productsDoNotWrap() {
        assertThat(Doors.times(1L << 31, 1L << 31)).isEqualTo(1L << 62);
        refused(
                "a tensor would have 4611686018427387904 times 2 elements: give the model smaller inputs",
                () -> Doors.times(1L << 62, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> Doors.times(1L << 62, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> Doors.times(1L << 62, 5));
    }

    @Test
    void indicesAreChecked() {
        assertThat(Doors.index(0, 10, "label: class")).isZero();
        assertThat(Doors.index(9, 10, "label: class")).isEqualTo(9);
        refused("label: class 11 is not in 0..<10", () -> Doors.index(11, 10, "label: class"));
        refused("label: class 10 is not in 0..<10", () -> Doors.index(10, 10, "label: class"));
        refused("label: class -1 is not in 0..<10", () -> Doors.index(-1, 10, "label: class"));
    }

    @Test
    void conditionsBecomeIntsAndBack() {
        int[] ints = {7, 7, 7, 7};
        Doors.toInts(new boolean[] {true, false}, ints, 1);
        assertThat(ints).containsExactly(7, 1, 0, 7);
        boolean[] back = new boolean[2];
        Doors.toBooleans(ints, 1, back);
        assertThat(back).containsExactly(true, false);
    }

    @Test
    void untypedInputsAreConvertedOrRefused() {
        float[] floats = {1, 2};
        double[] doubles = {1, 0.1};
        assertThat(Arguments.floats(floats, "x")).isSameAs(floats);
        assertThat(Arguments.floats(doubles, "x")).containsExactly(1, 0.1f);
        assertThat(Arguments.doubles(doubles, "x")).isSameAs(doubles);
        assertThat(Arguments.doubles(floats, "x")).containsExactly(1, 2);
        assertThat(Arguments.floats(null, "x")).isNull();
        assertThat(Arguments.ints(new int[] {3}, "x")).containsExactly(3);
        assertThat(Arguments.booleans(new boolean[] {true}, "x")).containsExactly(true);
        refused("x must be float[], not int[]", () -> Arguments.floats(new int[1], "x"));
        refused("x must be double[], not String", () -> Arguments.doubles("1", "x"));
        refused("label must be int[], not float[]", () -> Arguments.ints(floats, "label"));
        refused("mask must be boolean[], not int[]", () -> Arguments.booleans(new int[1], "mask"));
        refused("1 input was given, but the model has 2: x, y", () -> Arguments.count(new Object[1], "x, y", 2));
        refused("0 inputs were given, but the model has 2: x, y", () -> Arguments.count(null, "x, y", 2));
    }
}
