// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Kernels that take time by a clock of the test: a vector form is slow until it has been called often. */
class RehearsalTest {
    private static final int EXTENT = 1000;
    private static final int GRANULE = 4;
    private static final long PLAIN = 10_000;

    private long now = 5;
    private long vector = 100 * PLAIN;
    private long calls;
    private long elements;
    private int plainElements;

    /** One run of a kernel, as generated code does it. */
    private void run(Rehearsal rehearsal, int kernel) {
        rehearsal.admit();
        compute(rehearsal, kernel, PLAIN);
    }

    private void compute(Rehearsal rehearsal, int kernel, long plain) {
        int inVain = rehearsal.calls(kernel, 0);
        calls += inVain;
        now += inVain;
        int head = rehearsal.head(kernel, 0, 0, EXTENT, GRANULE);
        int tail = rehearsal.tail(kernel, 0);
        assertThat(head).isBetween(0, tail);
        assertThat(tail).isLessThanOrEqualTo(EXTENT);
        assertThat(head % GRANULE).isZero();
        assertThat(tail % GRANULE).isZero();
        elements += head + EXTENT - tail;
        now += (head + EXTENT - tail) * vector;
        rehearsal.turns(0);
        plainElements = tail - head;
        now += plainElements * plain;
        rehearsal.ends(kernel, 0, EXTENT);
    }

    private Rehearsal rehearsal(int kernels) {
        return new Rehearsal(kernels, 1, () -> now);
    }

    @Test
    void theFirstRunIsPlainAndCallsNothingInVain() {
        run(rehearsal(1), 0);
        assertThat(plainElements).isEqualTo(EXTENT);
        assertThat(calls).isZero();
    }

    @Test
    void aVectorFormTakesOverOnceItIsFaster() {
        Rehearsal rehearsal = rehearsal(1);
        for (int i = 0; i < 50; i++) {
            run(rehearsal, 0);
        }
        assertThat(rehearsal.isGoing(0, 0)).isTrue();
        assertThat(calls).as("calls that make the JIT compile it").isGreaterThan(10_000);
        vector = PLAIN / 10;
        int runs = 0;
        while (rehearsal.isGoing(0, 0)) {
            run(rehearsal, 0);
            assertThat(runs++).isLessThan(100);
        }
    }

    @Test
    void trialsTakeAShareOfTheTimeOnly() {
        Rehearsal rehearsal = rehearsal(1);
        long begin = now;
        while (elements == 0) {
            run(rehearsal, 0);
        }
        for (int i = 0; i < 200 && rehearsal.isGoing(0, 0); i++) {
            run(rehearsal, 0);
        }
        assertThat((double) elements * vector).isLessThan(0.5 * (now - begin));
    }

    @Test
    void aKernelThatIsNeverFasterTakesOverInTheEnd() {
        Rehearsal rehearsal = rehearsal(1);
        int runs = 0;
        while (rehearsal.isGoing(0, 0)) {
            run(rehearsal, 0);
            assertThat(runs++).isLessThan(100_000);
        }
    }

    @Test
    void isOverWhenEveryKernelThatRanHasItsVectorForm() {
        Rehearsal rehearsal = rehearsal(3);
        assertThat(rehearsal.isGoing()).as("before the first run").isTrue();
        compute(rehearsal, 0, PLAIN);
        compute(rehearsal, 2, PLAIN);
        assertThat(rehearsal.isGoing()).isTrue();
        vector = 1;
        for (int i = 0; i < 100; i++) {
            run(rehearsal, 0);
        }
        assertThat(rehearsal.isGoing()).isTrue();
        for (int i = 0; i < 100; i++) {
            run(rehearsal, 2);
        }
        assertThat(rehearsal.isGoing()).isFalse();
    }

    @Test
    void kernelsThatTakeLongestRehearseFirst() {
        int kernels = 40;
        Rehearsal rehearsal = rehearsal(kernels);
        var called = new ArrayList<Integer>();
        for (int run = 0; run < 2; run++) {
            rehearsal.admit();
            for (int kernel = 0; kernel < kernels; kernel++) {
                calls = 0;
                compute(rehearsal, kernel, PLAIN + kernel);
                if (calls > 0) {
                    called.add(kernel);
                }
            }
        }
        assertThat(called).isNotEmpty().hasSizeLessThan(kernels);
        assertThat(called)
                .isEqualTo(IntStream.range(kernels - called.size(), kernels)
                        .boxed()
                        .toList());
    }

    @Test
    void ofWhatLiesAroundTilesOneIsTried() {
        Rehearsal rehearsal = rehearsal(1);
        int head = 0;
        for (int i = 0; i < 10 && head == 0; i++) {
            rehearsal.admit();
            now += 1_000_000_000;
            rehearsal.calls(0, 0);
            head = rehearsal.head(0, 0, 0, 16, 1);
            rehearsal.turns(0);
            rehearsal.ends(0, 0, 16);
        }
        assertThat(head).isEqualTo(1);
        assertThat(rehearsal.tail(0, 0)).isEqualTo(16);
    }

    @Test
    void timesOfOtherSizesDoNotCount() {
        Rehearsal rehearsal = rehearsal(1);
        for (int i = 0; i < 10; i++) {
            run(rehearsal, 0);
        }
        rehearsal.forget();
        long before = elements;
        run(rehearsal, 0);
        assertThat(elements).as("no trial before the plain form was timed").isEqualTo(before);
    }
}
