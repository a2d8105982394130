// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The threads of a model, on a program of two kernels, the second of which reads what all parts of the first wrote. */
@Timeout(30)
class TeamTest {
    private static final int LENGTH = CountingModel.LENGTH;

    @BeforeEach
    void divideAll() {
        System.setProperty("gradwright.divide", "always");
    }

    @AfterEach
    void reset() {
        System.clearProperty("gradwright.divide");
    }

    private static long threadsOf(String model) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("gradwright-" + model + "-"))
                .count();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8, 17})
    void everyMemberSeesWhatTheOthersWrote(int threads) {
        try (CountingModel alone = new CountingModel("Alone");
                CountingModel model = new CountingModel("Together")) {
            model.threads(threads);
            for (int step = 0; step < 200; step++) {
                assertThat(model.stepWith()).isEqualTo(alone.stepWith());
                assertThat(model.second).isEqualTo(alone.second);
            }
            assertThat(model.threads()).isEqualTo(threads);
            assertThat(model.calls.get(threads - 1)).isEqualTo(200);
        }
    }

    @Test
    void parkedThreadsWakeUp() throws InterruptedException {
        try (CountingModel model = new CountingModel("Parked")) {
            model.threads(3);
            for (int step = 1; step < 20; step++) {
                model.stepWith();
                assertThat(model.calls.get(2)).isEqualTo(step);
                Thread.sleep(2);
            }
        }
    }

    @Test
    void smallWorkStartsNoThread() {
        System.clearProperty("gradwright.divide");
        try (CountingModel model = new CountingModel("Small")) {
            model.threads(2);
            model.stepWith();
            assertThat(model.second[1]).isPositive();
            assertThat(model.calls.get(0)).isZero();
            assertThat(threadsOf("Small")).isZero();
        }
    }

    @Test
    void aThousandModelsLeaveNoThread() {
        for (int i = 0; i < 1000; i++) {
            try (CountingModel model = new CountingModel("Many")) {
                model.threads(3);
                model.stepWith();
            }
        }
        assertThat(threadsOf("Many")).isZero();
    }

    @Test
    void otherNumbersEndTheThreads() {
        try (CountingModel model = new CountingModel("Changing")) {
            for (int threads : new int[] {4, 2, 1, 3}) {
                model.threads(threads);
                model.stepWith();
                assertThat(threadsOf("Changing")).isEqualTo(threads - 1);
            }
            model.close();
            assertThat(threadsOf("Changing")).isZero();
            assertThatThrownBy(() -> model.threads(2)).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 257, Integer.MAX_VALUE})
    void otherNumbersOfThreadsAreRefused(int threads) {
        try (CountingModel model = new CountingModel("Refusing")) {
            assertThatThrownBy(() -> model.threads(threads))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the number of threads must be 1 to 256, not " + threads);
            assertThat(model.threads()).isEqualTo(1);
        }
    }

    @Test
    void threadsAreDaemonsAndKeepNoClassLoader() {
        try (CountingModel model = new CountingModel("Daemons")) {
            model.threads(2);
            model.stepWith();
            Thread thread = Thread.getAllStackTraces().keySet().stream()
                    .filter(t -> t.getName().equals("gradwright-Daemons-1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getContextClassLoader()).isNull();
        }
    }

    @Test
    void anyMembersExceptionReachesTheCaller() {
        var failing = new CountingModel("Failing") {
            private int failingFrom = LENGTH;

            @Override
            void up(int from, int to) {
                super.up(from, to);
                if (to > failingFrom) {
                    throw new IllegalArgumentException("part " + from);
                }
            }
        };
        try (failing) {
            failing.threads(4);
            for (int round = 0; round < 50; round++) {
                failing.failingFrom = LENGTH;
                failing.stepWith();
                failing.failingFrom = 600;
                assertThatThrownBy(failing::stepWith)
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage("part 500");
            }
        }
    }

    @Test
    void checkedExceptionsAndErrorsReachTheCaller() {
        for (Throwable failure : List.of(new IOException("io"), new StackOverflowError("deep"))) {
            var failing = new CountingModel("Failing") {
                @Override
                void up(int from, int to) {
                    TeamTest.<RuntimeException>fail(failure);
                }
            };
            try (failing) {
                failing.threads(2);
                assertThatThrownBy(failing::stepWith).isSameAs(failure);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void fail(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void interruptsDisturbNothing() throws InterruptedException {
        try (CountingModel model = new CountingModel("Interrupted")) {
            model.threads(2);
            model.stepWith();
            Thread.currentThread().interrupt();
            model.stepWith();
            assertThat(Thread.interrupted()).isTrue();
            for (int i = 0; i < 20; i++) {
                Thread.getAllStackTraces().keySet().stream()
                        .filter(t -> t.getName().startsWith("gradwright-Interrupted"))
                        .forEach(Thread::interrupt);
                Thread.sleep(1);
                model.stepWith();
            }
            assertThat(model.calls.get(1)).isEqualTo(22);
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(threadsOf("Interrupted")).isZero();
    }

    @Test
    void aModelThatIsLostTakesItsThreadsAlong() throws InterruptedException {
        runAndLose();
        await(() -> {
            System.gc();
            return threadsOf("Lost") == 0;
        });
    }

    @SuppressWarnings("resource")
    private static void runAndLose() {
        CountingModel model = new CountingModel("Lost");
        model.threads(4);
        model.stepWith();
        assertThat(threadsOf("Lost")).isEqualTo(3);
    }

    @Test
    void theCallersArraysAreNotKept() {
        try (CountingModel model = new CountingModel("Forgetting")) {
            model.threads(2);
            model.stepWith(new float[LENGTH]);
            assertThat(model.predictWith()).containsOnlyNulls();
        }
    }
}
