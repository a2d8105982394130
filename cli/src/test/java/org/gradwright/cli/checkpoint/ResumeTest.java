// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gradwright.cli.FitSettings;
import org.gradwright.cli.data.DataBlockReader;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.TrainAndTest;
import org.gradwright.cli.data.Trained;
import org.gradwright.cli.train.BestEpoch;
import org.gradwright.cli.train.EpochResult;
import org.gradwright.cli.train.Feeds;
import org.gradwright.cli.train.Material;
import org.gradwright.cli.train.Progress;
import org.gradwright.cli.train.TrainingRun;
import org.gradwright.cli.train.Watch;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is interrupted before any of its steps and tests and gone on with from the file ends with the bits, and with the history, of
 * one that is not. The model has everything that could be forgotten: momentum, a schedule that follows the loss, averages and
 * accumulated gradients, dropout, running statistics, two {@code train} lines, a smaller last batch.
 */
class ResumeTest {
    private static final String MODEL = """
            input x : real[batch, 3]
            input t : i32[batch]
            a = dense(x, 4)
            n = batch_norm(a)
            h = dropout(tanh(n), 0.3)
            z = dense(h, 2)
            output p = softmax(z)
            metric accuracy = mean(argmax(z) == t)
            loss = mean(cross_entropy(z, t))
            size = mean(z^2)
            train learn  : loss with adam(plateau(0.05, every = 2, patience = 0, factor = 0.5)) {
              accumulate(2)
              average(0.9)
            }
            train shrink : size with sgd(linear(0.01, steps = 12), momentum = 0.9)
            data train {
              x = [[1, 2, 0], [0, 1, 1], [2, 1, 3], [1, 1, 0], [3, 0, 1], [0, 2, 2], [1, 0, 0], [2, 2, 1], [0, 3, 1]]
              t = [0, 1, 0, 1, 1, 0, 1, 0, 1]
            }
            fit { batch = 2, epochs = 4, seed = 3, test = 0.25 }
            """;

    @TempDir
    private Path folder;

    private Model model;
    private Compilation compilation;
    private FitSettings fit;
    private TrainAndTest data;

    @BeforeEach
    void read() throws IOException {
        model = Language.parse(Files.writeString(folder.resolve("m.graph"), MODEL), Options.NONE);
        compilation = Compiler.compile(model.graph(), CompileOptions.DEFAULT);
        fit = FitSettings.of(model, ExampleAxis.of(model.graph()));
        List<Input> inputs = compilation.step().steps().get(0).inputs();
        data = DataBlockReader.holdingOut(model, folder, fit.test(), fit.seed(), Trained.NOTHING)
                .split(inputs);
    }

    /** What a training left behind. */
    private record End(boolean over, byte[] file, List<EpochResult> history) {}

    private End train(Optional<Path> from, BooleanSupplier stopped) throws IOException {
        try (TrainingStep step = compilation.load().create(fit.seed())) {
            var feeds = new Feeds(step, new Material(compilation, ExampleAxis.of(model.graph()), fit, data));
            TrainingRun run = feeds.run(feeds.evaluator(Optional.empty(), true), task -> Progress.NONE);
            from.ifPresent(file -> {
                step.restore(file);
                run.resume(Checkpoint.read(file).standing());
            });
            boolean over =
                    run.run(fit.epochs(), new BestEpoch(Optional.of(Watch.parse("accuracy")), 3), stopped, List.of());
            Path saved = folder.resolve("saved.safetensors");
            new Checkpoints(step, fit, data).save(run.standing(), saved);
            return new End(over, Files.readAllBytes(saved), run.standing().history());
        }
    }

    /** Says yes when it is asked for the n-th time, from 0. */
    private static BooleanSupplier atStep(int n) {
        int[] asked = {0};
        return () -> asked[0]++ == n;
    }

    @Test
    void goesOnToTheSameBitsFromAnyStep() throws IOException {
        End whole = train(Optional.empty(), () -> false);
        assertThat(whole.over()).isTrue();
        assertThat(whole.history()).isNotEmpty();
        Path interrupted = folder.resolve("interrupted.safetensors");
        int step = 0;
        for (End part = train(Optional.empty(), atStep(step));
                !part.over();
                part = train(Optional.empty(), atStep(step))) {
            Files.write(interrupted, part.file());
            End rest = train(Optional.of(interrupted), () -> false);
            assertThat(withoutTimes(rest)).as("stopped before step " + step).isEqualTo(withoutTimes(whole));
            step++;
        }
        assertThat(step)
                .as("four steps and a batch of the test")
                .isEqualTo(whole.history().size() * 5);
    }

    @Test
    void mayBeInterruptedAgainAndAgain() throws IOException {
        End part = train(Optional.empty(), atStep(1));
        Path interrupted = folder.resolve("interrupted.safetensors");
        while (!part.over()) {
            Files.write(interrupted, part.file());
            part = train(Optional.of(interrupted), atStep(1));
        }
        assertThat(withoutTimes(part)).isEqualTo(withoutTimes(train(Optional.empty(), () -> false)));
    }

    /** All bytes of the file and all results, except how long it took. */
    private static List<Object> withoutTimes(End end) {
        var facts = new ArrayList<Object>();
        for (EpochResult e : end.history()) {
            facts.add(List.of(e.number(), e.steps(), e.train(), e.test(), e.rates()));
        }
        String file = new String(end.file(), java.nio.charset.StandardCharsets.ISO_8859_1);
        facts.add(file.replaceAll("- seconds [^\\\\]+", "")
                .replaceAll("crc32c\":\"\\w+", "")
                .replaceAll(" *\\}\\} *", "")
                .substring(8));
        return facts;
    }
}
