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
import org.gradwright.cli.history.HistoryFile;
import org.gradwright.cli.tensorboard.EventFiles;
import org.gradwright.cli.train.BestEpoch;
import org.gradwright.cli.train.EpochResult;
import org.gradwright.cli.train.Standing;
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

    TrainSession(
            TrainingStep model,
            TrainingRun run,
            TrainFiles files,
            Checkpoints checkpoints,
            BestEpoch best,
            TrainReport report) {
        this.model = model;
        this.run = run;
        this.files = files;
        this.checkpoints = checkpoints;
        this.best = best;
        this.report = report;
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
     * @param ending takes all epochs before the last words
     * @param whenInterrupted where to save if the process is asked to end
     * @param resume the command that goes on from there
     * @return false if it was asked to end
     */
    boolean train(int epochs, Consumer<List<EpochResult>> ending, Path whenInterrupted, String resume) {
        try (Interrupt interrupt = Interrupt.listen()) {
            boolean isOver = run.run(epochs, best, interrupt, listeners());
            Standing end = run.standing();
            if (isOver) {
                files.save().ifPresent(checkpoints::saveModel);
                ending.accept(end.history());
                report.end(model, best);
            } else {
                checkpoints.save(end, whenInterrupted);
                ending.accept(end.history());
                report.interrupted(end, run.stepsPerEpoch(), whenInterrupted, resume);
            }
            return isOver;
        }
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
            checkpoints.saveModel(file);
        }
    }
}
