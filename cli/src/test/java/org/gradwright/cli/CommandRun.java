// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What a command line printed and how it ended. */
record CommandRun(int exit, String out, String err) {
    /** Runs a command in this JVM. Arguments that are no texts, such as paths, are printed. */
    static CommandRun of(Object... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = line.execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        return new CommandRun(exit, out.toString(), err.toString());
    }

    List<String> lines() {
        return out.lines().toList();
    }

    String lastLine() {
        return lines().get(lines().size() - 1);
    }

    /** It went well, and nothing was printed where errors are. */
    CommandRun succeeds() {
        assertThat(err).isEmpty();
        assertThat(exit).isZero();
        return this;
    }

    /** Bad input: code 1, words instead of a stack trace. */
    CommandRun fails(String... words) {
        assertThat(exit).as(err).isEqualTo(1);
        assertThat(err).contains(words).doesNotContain("Exception").doesNotContain("\tat ");
        return this;
    }

    /** As {@link #fails}, in one line. */
    CommandRun failsInOneLine(String... words) {
        fails(words);
        assertThat(err.lines()).hasSize(1);
        return this;
    }
}
