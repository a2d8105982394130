// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the command line. */
@Command(
        name = "gradwright",
        description = "Compiles a neural network's whole training step into one JVM class.",
        version = "gradwright 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true)
public final class Main {
    Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}
