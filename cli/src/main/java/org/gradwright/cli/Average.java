// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import picocli.CommandLine.Option;

/** Whether a model is asked with the moving averages of its weights. */
final class Average {
    @Option(
            names = "--no-average",
            description =
                    "test and predict with the weights themselves, also where `average` keeps moving averages of them")
    private boolean without;

    /** Whether averages are taken where there are any. */
    boolean isTaken() {
        return !without;
    }
}
