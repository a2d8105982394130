// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwright.cli.data.Trained;
import org.gradwright.runtime.TrainingStep;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a training begins and what it leaves behind. */
final class TrainFiles {
    private static final String ENDING = ".checkpoint.safetensors";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "go on with an interrupted training, to the same bits")
    private Path resume;

    @Option(names = "--load", paramLabel = "FILE", description = "go on where this safetensors file was saved")
    private Path load;

    @Option(names = "--weights", paramLabel = "FILE", description = "start with these weights, all else afresh")
    private Path weights;

    @Option(names = "--save", paramLabel = "FILE", description = "save the trained state as a safetensors file")
    private Path save;

    @Option(names = "--best", paramLabel = "FILE", description = "save the state after the epoch that tests best")
    private Path best;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "save after each epoch what --resume needs; at Ctrl-C that is done in any case")
    private Path checkpoint;

    @Option(names = "--history", paramLabel = "FILE", description = "write a JSON object for each epoch, a line each")
    private Path history;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "write curves, settings and the confusion of classes as a page")
    private Path report;

    @Option(names = "--tensorboard", paramLabel = "DIR", description = "write event files for TensorBoard")
    private Path tensorboard;

    /** @throws ParameterException when it is to begin at two places, or to leave behind what only training makes */
    void check(boolean testOnly) {
        if (Stream.of(resume, load, weights).filter(file -> file != null).count() > 1) {
            throw new ParameterException(spec.commandLine(), "give one of --resume, --load and --weights");
        }
        boolean isTraced =
                Stream.of(save, best, checkpoint, history, tensorboard).anyMatch(file -> file != null);
        if (testOnly && isTraced) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--test-only trains nothing: leave out --save, --best, --checkpoint, --history and --tensorboard");
        }
    }

    /** What is written. @param model the file that describes the network */
    Outputs outputs(Path model) {
        return new Outputs()
                .reading(model)
                .file("--save", save)
                .file("--best", best)
                .file("--checkpoint", checkpoint)
                .file("--history", history)
                .file("--report", report)
                .folder("--tensorboard", tensorboard, "train", "test");
    }

    /** Gives a model the state to begin with. @param averaged whether averages take the place of weights in a file of these */
    void restore(TrainingStep step, boolean averaged) {
        if (resume != null || load != null) {
            step.restore(resume != null ? resume : load);
        }
        if (weights != null && averaged) {
            step.restoreAveraged(weights);
        } else if (weights != null) {
            step.restoreParameters(weights);
        }
    }

    /** @throws CommandException when a training that goes on would draw other numbers */
    void requireSeed(Trained before, Long seed) {
        if (load != null
                && seed != null
                && before.seed().isPresent()
                && !before.seed().get().equals(seed)) {
            throw new CommandException(load + ": it was trained with seed "
                    + before.seed().get() + "; leave --seed out, or take --weights to begin afresh");
        }
    }

    /** What is known of the training whose weights these are, where it goes on or is tested. @throws CommandException when it is damaged */
    Trained before(boolean testOnly) {
        Path file = load != null || !testOnly ? load : weights;
        return file == null ? Trained.NOTHING : Trained.read(file);
    }

    Optional<Path> resume() {
        return Optional.ofNullable(resume);
    }

    Optional<Path> save() {
        return Optional.ofNullable(save);
    }

    Optional<Path> best() {
        return Optional.ofNullable(best);
    }

    Optional<Path> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    Optional<Path> history() {
        return Optional.ofNullable(history);
    }

    Optional<Path> report() {
        return Optional.ofNullable(report);
    }

    Optional<Path> tensorboard() {
        return Optional.ofNullable(tensorboard);
    }

    /** Where an interrupted training is saved: beside what would have been saved, unless another place is given. */
    Path whenInterrupted(Path model) {
        if (checkpoint != null) {
            return checkpoint;
        }
        Path beside = save == null ? model.getFileName() : save;
        String name = beside.getFileName().toString();
        int dot = name.indexOf('.');
        return beside.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ENDING);
    }
}
