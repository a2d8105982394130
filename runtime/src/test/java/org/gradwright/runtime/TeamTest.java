// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
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
    private static final int LENGTH = 1000;

    @BeforeEach
    void divideAll() {
        System.setProperty("gradwright.divide", "always");
    }

    @AfterEach
    void reset() {
        System.clearProperty("gradwright.divide");
    }

    /** Counts up an array and then writes, in each place, the sum of the opposite place and its neighbour. */
    private static class Model extends TrainingStep {
        private final int[] first = new int[LENGTH];
        private final int[] second = new int[LENGTH];
        final AtomicIntegerArray calls = new AtomicIntegerArray(256);

        Model(String name) {
            super(
                    new ModelDescription(
                            name,
                            Precision.F32,
                            List.of("n"),
                            List.of(new ModelDescription.Input("x", Element.REAL, List.of("n"))),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            0),
                    1);
        }

        @Override
        public double stepWith(Object... arguments) {
            if (hasTeam()) {
                inputs[0] = arguments.length == 0 ? null : arguments[0];
                sizes[0] = LENGTH;
            }
            if (!together(0)) {
                up(0, LENGTH);
                sums(0, LENGTH);
            }
            return second[1];
        }

        @Override
        protected String[] programWork(int program) {
            return new String[] {"1*n 1 1000*n 1000*n 0", "1*n 64 1000*n 1000*n 0 0"};
        }

        @Override
        protected void runMember(int program, int member) {
            calls.incrementAndGet(member);
            Schedule schedule = schedule(program);
            if (schedule.begins(0, member)) {
                up(schedule.from(0, member), schedule.to(0, member));
            }
            if (schedule.begins(1, member)) {
                sums(schedule.from(1, member), schedule.to(1, member));
            }
        }

        void up(int from, int to) {
            for (int i = from; i < to; i++) {
                first[i] += i;
            }
        }

        private void sums(int from, int to) {
            for (int i = from; i < to; i++) {
                second[i] = first[LENGTH - 1 - i] + first[(i + 1) % LENGTH];
            }
        }

        @Override
        public double evaluateWith(Object... arguments) {
            return 0;
        }

        @Override
        public Object[] predictWith(Object... arguments) {
            return inputs;
        }
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
        try (Model alone = new Model("Alone");
                Model model = new Model("Together")) {
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
        try (Model model = new Model("Parked")) {
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
        try (Model model = new Model("Small")) {
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
            try (Model model = new Model("Many")) {
                model.threads(3);
                model.stepWith();
            }
        }
        assertThat(threadsOf("Many")).isZero();
    }

    @Test
    void otherNumbersEndTheThreads() {
        try (Model model = new Model("Changing")) {
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
        try (Model model = new Model("Refusing")) {
            assertThatThrownBy(() -> model.threads(threads))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the number of threads must be 1 to 256, not " + threads);
            assertThat(model.threads()).isEqualTo(1);
        }
    }

    @Test
    void threadsAreDaemonsAndKeepNoClassLoader() {
        try (Model model = new Model("Daemons")) {
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
        var failing = new Model("Failing") {
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
            var failing = new Model("Failing") {
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
        try (Model model = new Model("Interrupted")) {
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
        Model model = new Model("Lost");
        model.threads(4);
        model.stepWith();
        assertThat(threadsOf("Lost")).isEqualTo(3);
    }

    @Test
    void theCallersArraysAreNotKept() {
        try (Model model = new Model("Forgetting")) {
            model.threads(2);
            model.stepWith(new float[LENGTH]);
            assertThat(model.predictWith()).containsOnlyNulls();
        }
    }
}
