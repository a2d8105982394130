// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import org.gradwright.runtime.TrainingStep;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many threads compute. Results do not depend on it. */
final class Threads {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "how many threads compute, which changes no result; default: one a processor")
    private Integer count;

    /** Refuses numbers that make no sense, before anything is read. @throws ParameterException naming the range */
    void check() {
        if (count != null && (count < 1 || count > TrainingStep.MOST_THREADS)) {
            throw new ParameterException(
                    spec.commandLine(), "--threads must be 1 to " + TrainingStep.MOST_THREADS + ", not " + count);
        }
    }

    int count() {
        int processors = Runtime.getRuntime().availableProcessors();
        return count == null ? Math.min(processors, TrainingStep.MOST_THREADS) : count;
    }
}
