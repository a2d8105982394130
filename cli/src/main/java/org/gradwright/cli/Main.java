// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The entry point of the command line. */
@Command(
        name = "gradwright",
        description = "Compiles a neural network's whole training step into one JVM class.",
        version = "gradwright 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        subcommands = {
            TrainCommand.class,
            PredictCommand.class,
            GenerateCommand.class,
            CompileCommand.class,
            CheckCommand.class,
            DeriveCommand.class,
            DiagnoseCommand.class,
            BenchCommand.class,
            InspectCommand.class,
            FmtCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            ExplainCommand.class,
            CompletionCommand.class
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "print stack traces of errors, for a report of a fault of gradwright itself")
    private boolean stackTrace;

    Main() {}

    boolean printsStackTraces() {
        return stackTrace;
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** The command line as users meet it: errors in one line, exit codes 0, 1 (bad input) and 2 (usage). */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Failures::guarded)
                .setExecutionExceptionHandler(Failures::handle);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
