// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.checkpoint;

import java.nio.file.Path;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.FitSettings;
import org.gradwright.cli.data.TrainAndTest;
import org.gradwright.cli.data.Trained;
import org.gradwright.cli.train.Standing;
import org.gradwright.runtime.TrainingStep;

/** Makes the checkpoints of one training, and says whether one from a file belongs to it. */
public final class Checkpoints {
    private final TrainingStep model;
    private final FitSettings fit;
    private final TrainAndTest data;
    private String fingerprint = "";

    /** @param data that are trained with */
    public Checkpoints(TrainingStep model, FitSettings fit, TrainAndTest data) {
        this.model = model;
        this.fit = fit;
        this.data = data;
    }

    /** Writes the model and where its training stands. @throws org.gradwright.runtime.ModelFileException when it cannot be written */
    public void save(Standing standing, Path file) {
        new Checkpoint(standing, fit.batch(), fit.seed(), fingerprint(), precision())
                .save(model, file, Trained.notes(data.scalings()));
    }

    /** Writes the model, and what its data went through. @throws org.gradwright.runtime.ModelFileException when it cannot be written */
    public void saveModel(Path file) {
        model.save(file, Trained.notes(data.scalings()));
    }

    /** Computed when it is first needed, which for most trainings is never. */
    private String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = Fingerprint.of(data.train());
        }
        return fingerprint;
    }

    private String precision() {
        return model.description().precision().text();
    }

    /** @throws CommandException when a training from there would not be the one that was interrupted */
    public void requireFits(Checkpoint checkpoint, Path file) {
        if (!checkpoint.precision().equals(precision())) {
            throw new CommandException(file + ": it was trained in " + checkpoint.precision() + ", not " + precision()
                    + ": take --precision " + checkpoint.precision());
        }
        if (!checkpoint.data().equals(fingerprint())) {
            throw new CommandException(file + ": the data have changed since: they were " + checkpoint.data()
                    + ", and are " + fingerprint()
                    + ". Take the same files and the same --limit, or --load to go on with"
                    + " others");
        }
        if (checkpoint.standing().epoch() > fit.epochs()) {
            throw new CommandException(file + ": all " + fit.epochs() + " epochs are done; ask for more with --epochs");
        }
    }

    /**
     * The settings with those that must not change.
     *
     * @param batch what the command line asks for; null for nothing
     * @param seed likewise
     * @throws CommandException when it asks for another
     */
    public static FitSettings settings(FitSettings fit, Checkpoint checkpoint, Path file, Integer batch, Long seed) {
        if (batch != null && batch != checkpoint.batch()) {
            throw other(file, "batches of " + checkpoint.batch(), "--batch");
        }
        if (seed != null && seed != checkpoint.seed()) {
            throw other(file, "seed " + checkpoint.seed(), "--seed");
        }
        return fit.or(checkpoint.batch(), null, checkpoint.seed());
    }

    private static CommandException other(Path file, String was, String option) {
        return new CommandException(file + ": it was trained with " + was + "; leave " + option + " out");
    }
}
