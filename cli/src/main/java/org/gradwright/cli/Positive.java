// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks options that count something. */
final class Positive {
    private Positive() {}

    /** @throws ParameterException when the option is given and below 1 */
    static void check(CommandSpec spec, String option, Integer value) {
        if (value != null && value < 1) {
            throw new ParameterException(spec.commandLine(), option + " must be at least 1, not " + value);
        }
    }
}
