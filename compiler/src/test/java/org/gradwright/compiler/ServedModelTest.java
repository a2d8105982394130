// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.ServedModel;
import org.gradwright.runtime.Snapshot;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many threads ask; every answer is that of one state of the model, to the bit. */
class ServedModelTest {
    private static final int THREADS = 16;
    private static final int QUESTIONS = 300;
    private static final int STEPS = 40;

    private final LoadedStep type = Compiler.compile(
                    Language.parse("bands.graph", """
                            gradwright 1
                            graph Bands
                            input x : real[batch, 5]
                            h = dense(x, 7, activation = tanh)
                            output y = dense(h, 5)
                            loss = mean((y - x)^2)
                            train loss with adam(lr = 0.05)
                            """, Options.NONE).graph(), CompileOptions.DEFAULT)
            .load();
    private final TrainingStep trained = type.create(7);
    private final ServedModel<TrainingStep> served = new ServedModel<>(() -> type.create(1), trained.snapshot());
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Questions of different lengths, so that arenas grow at different times. */
    private static float[] question(int number) {
        float[] x = new float[5 * (1 + number % 9)];
        for (int i = 0; i < x.length; i++) {
            x[i] = (number * 31 + i * 17) % 23 / 23f;
        }
        return x;
    }

    private static List<Float> answer(TrainingStep model, int number) {
        float[] y = (float[]) model.predictWith((Object) question(number))[0];
        return IntStream.range(0, y.length).mapToObj(i -> y[i]).toList();
    }

    private void onAllThreads(Callable<Void> work) throws Exception {
        List<Future<Void>> running = threads.invokeAll(java.util.Collections.nCopies(THREADS, work));
        for (Future<Void> one : running) {
            one.get();
        }
    }

    @Test
    void instancesSideBySideShareNothing() throws Exception {
        onAllThreads(() -> {
            TrainingStep own = type.create(7);
            for (int i = 0; i < QUESTIONS; i++) {
                own.stepWith((Object) question(i));
            }
            synchronized (trained) {
                if (trained.steps() == 0) {
                    IntStream.range(0, QUESTIONS).forEach(i -> trained.stepWith((Object) question(i)));
                }
                assertThat(answer(own, 3)).isEqualTo(answer(trained, 3));
            }
            return null;
        });
    }

    @Test
    void answersAreThoseOfAStateThatWasPublished() throws Exception {
        var states = new ArrayList<Snapshot>(List.of(trained.snapshot()));
        var answers = new ArrayList<List<Float>>(List.of(answer(trained, 4)));
        for (int i = 0; i < STEPS; i++) {
            trained.stepWith((Object) question(i));
            states.add(trained.snapshot());
            answers.add(answer(trained, 4));
        }
        var done = new AtomicBoolean();
        Future<?> publisher = threads.submit(() -> {
            states.forEach(served::publish);
            done.set(true);
        });
        var latest = new ArrayList<Integer>();
        for (boolean last = false; !last; ) {
            last = done.get();
            latest.add(answers.indexOf(served.<List<Float>>ask(m -> answer(m, 4))));
        }
        publisher.get();
        assertThat(latest).doesNotContain(-1).isSorted().last().isEqualTo(STEPS);
    }

    @Test
    void manyThreadsAskAtOnce() throws Exception {
        List<List<Float>> expected =
                IntStream.range(0, QUESTIONS).mapToObj(i -> answer(trained, i)).toList();
        onAllThreads(() -> {
            for (int i = 0; i < QUESTIONS; i++) {
                int number = i;
                assertThat(served.<List<Float>>ask(m -> answer(m, number))).isEqualTo(expected.get(i));
            }
            return null;
        });
    }

    @Test
    void arraysAreTheCallers() {
        float[] x = question(4);
        float[] copy = x.clone();
        float[] first = served.ask(m -> (float[]) m.predictWith((Object) x)[0]);
        float[] kept = first.clone();
        served.ask(m -> m.predictWith((Object) question(5)));
        Arrays.fill(x, 0);
        assertThat(first).isEqualTo(kept);
        assertThat(served.<float[]>ask(m -> (float[]) m.predictWith((Object) copy)[0]))
                .isEqualTo(kept);
    }

    @Test
    void aQuestionThatFailsSpoilsNothing() {
        List<Float> expected = answer(trained, 2);
        assertThatThrownBy(() -> served.ask(m -> m.predictWith((Object) new float[7])))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(served.<List<Float>>ask(m -> answer(m, 2))).isEqualTo(expected);
    }

    @Test
    void aStateOfAnotherModelIsRefused() {
        TrainingStep other = Compiler.compile(
                        Language.parse(
                                        "l.graph",
                                        "gradwright 1\ngraph Line\ninput x : real[batch]\noutput y = 2 * x\n",
                                        Options.NONE)
                                .graph(),
                        CompileOptions.DEFAULT)
                .load()
                .create(1);
        assertThatThrownBy(() -> served.publish(other.snapshot()))
                .hasMessageContaining("this snapshot is of another model");
    }
}
