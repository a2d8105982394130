// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Path;
import org.gradwright.runtime.TrainingStep;
import picocli.CommandLine.Option;

/** The weights of a trained model. */
final class Weights {
    @Option(
            names = "--weights",
            paramLabel = "FILE",
            required = true,
            description = "the safetensors file with the weights")
    private Path file;

    /** Gives them to a model. @throws org.gradwright.runtime.data.DataException when the file does not fit */
    void restore(TrainingStep model) {
        model.restoreParameters(file);
    }
}
