// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.runtime.ModelFileException;
import org.gradwright.runtime.data.DataException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Says in words why a command failed. Nobody sees a stack trace who did not ask for it. */
final class Failures {
    private Failures() {}

    /** Runs the command; what it cannot survive, such as too little memory, is reported like any failure. */
    static int guarded(ParseResult arguments) {
        try {
            return new RunLast().execute(arguments);
        } catch (Error e) {
            return report(e, last(arguments).commandSpec().commandLine());
        }
    }

    private static ParseResult last(ParseResult arguments) {
        return arguments.hasSubcommand() ? last(arguments.subcommand()) : arguments;
    }

    /** Tells why a command failed and gives the exit code. */
    static int handle(Exception failure, CommandLine commandLine, ParseResult arguments) {
        return report(failure, commandLine);
    }

    private static int report(Throwable failure, CommandLine commandLine) {
        PrintWriter err = commandLine.getErr();
        err.println(Legible.of(text(failure)));
        if (((Main) commandLine.getCommandSpec().root().userObject()).printsStackTraces()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String text(Throwable failure) {
        if (failure instanceof DiagnosticException) {
            return failure.getMessage();
        }
        if (failure instanceof CommandException
                || failure instanceof ModelFileException
                || failure instanceof DataException
                || failure instanceof IllegalArgumentException) {
            return "error: " + failure.getMessage();
        }
        if (isLackOfMemory(failure)) {
            return "error: memory does not suffice: take smaller batches or raise Java's limit with"
                    + " JDK_JAVA_OPTIONS=-Xmx8g";
        }
        if (failure instanceof UncheckedIOException wrapped) {
            return "error: " + reason(wrapped.getCause());
        }
        return failure instanceof IOException io ? "error: " + reason(io) : unknown(failure);
    }

    /** Also where it has come through a call by reflection or from another thread. */
    private static boolean isLackOfMemory(Throwable failure) {
        return failure instanceof OutOfMemoryError
                || failure.getCause() != null && failure.getCause() != failure && isLackOfMemory(failure.getCause());
    }

    /** The file that could not be read or written and why. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file or folder; check the path";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission is denied; check its rights";
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + ": there is a file of this name; move it away or choose another name";
        }
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getFile() + ": " + failure.getReason();
        }
        return "a file cannot be read or written: " + e.getMessage();
    }

    private static String unknown(Throwable failure) {
        String what = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return "error: this is a fault of gradwright itself: " + what.replaceAll("\\s*\\R\\s*", " ")
                + "; please report it with what --stacktrace adds";
    }
}
