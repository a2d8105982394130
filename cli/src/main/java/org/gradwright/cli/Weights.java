// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Path;
import org.gradwright.runtime.TrainingStep;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The weights of a trained model. */
final class Weights {
    @Option(
            names = "--weights",
            paramLabel = "FILE",
            required = true,
            description = "the safetensors file with the weights")
    private Path file;

    @Mixin
    private Average average;

    Path file() {
        return file;
    }

    /** Gives them to a model, or their averages. @throws org.gradwright.runtime.data.DataException when the file does not fit */
    void restore(TrainingStep model) {
        if (average.isTaken()) {
            model.restoreAveraged(file);
        } else {
            model.restoreParameters(file);
        }
    }
}
