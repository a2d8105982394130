// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gradwright.cli.checkpoint.Checkpoint;
import org.gradwright.cli.checkpoint.Checkpoints;
import org.gradwright.cli.checkpoint.Interrupt;
import org.gradwright.cli.checkpoint.ResumeCommand;
import org.gradwright.cli.history.HistoryFile;
import org.gradwright.cli.tensorboard.EventFiles;
import org.gradwright.cli.train.BestEpoch;
import org.gradwright.cli.train.EpochResult;
import org.gradwright.cli.train.TrainingRun;
import org.gradwright.runtime.TrainingStep;

/** One training with all that it leaves behind. */
final class TrainSession {
    private final TrainingStep model;
    private final TrainingRun run;
    private final TrainFiles files;
    private final Checkpoints checkpoints;
    private final BestEpoch best;
    private final TrainReport report;
    private final List<Consumer<List<EpochResult>>> endings;

    /** @param endings what is done with all epochs at the end, or when it is interrupted */
    TrainSession(
            TrainingStep model,
            TrainingRun run,
            TrainFiles files,
            Checkpoints checkpoints,
            BestEpoch best,
            TrainReport report,
            List<Consumer<List<EpochResult>>> endings) {
        this.model = model;
        this.run = run;
        this.files = files;
        this.checkpoints = checkpoints;
        this.best = best;
        this.report = report;
        this.endings = List.copyOf(endings);
    }

    /** Begins where another one was interrupted. @throws CommandException when it was another training */
    void resume(Checkpoint from) {
        checkpoints.requireFits(from, files.resume().orElseThrow());
        run.resume(from.standing());
        report.resume(from.standing(), run.stepsPerEpoch());
    }

    /**
     * Trains, and saves the end.
     *
     * @param whenInterrupted where to save if the process is asked to end
     * @param commandLine the arguments of this training
     * @return false if it was
     */
    boolean train(int epochs, Path whenInterrupted, List<String> commandLine) {
        try (Interrupt interrupt = Interrupt.listen()) {
            boolean isOver = run.run(epochs, best, interrupt, listeners());
            if (isOver) {
                files.save().ifPresent(model::save);
                end();
                report.end(model, best);
            } else {
                checkpoints.save(run.standing(), whenInterrupted);
                end();
                String command = ResumeCommand.of(commandLine, whenInterrupted);
                report.interrupted(run.standing(), run.stepsPerEpoch(), whenInterrupted, command);
            }
            return isOver;
        }
    }

    private void end() {
        List<EpochResult> history = run.standing().history();
        endings.forEach(ending -> ending.accept(history));
    }

    private List<TrainingRun.Listener> listeners() {
        var listeners = new ArrayList<TrainingRun.Listener>();
        listeners.add(report::epoch);
        files.history()
                .ifPresent(file ->
                        listeners.add(HistoryFile.begin(file, run.standing().history())));
        files.tensorboard()
                .ifPresent(folder -> listeners.add(new EventFiles(folder, Clock.systemUTC(), model.steps())));
        files.best().ifPresent(file -> listeners.add(epoch -> saveIfBest(file)));
        files.checkpoint().ifPresent(file -> listeners.add(epoch -> checkpoints.save(run.standing(), file)));
        return listeners;
    }

    private void saveIfBest(Path file) {
        if (best.isLast()) {
            model.save(file);
        }
    }
}
