// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line that goes on with an interrupted training: the same as before, but from the checkpoint. */
public final class ResumeCommand {
    /** What the launch script was called as. */
    private static final String PROPERTY = "gradwright.command";

    /** Options that say where to begin. */
    private static final List<String> BEGINNINGS = List.of("--resume", "--load", "--weights");

    private ResumeCommand() {}

    /** As a shell reads it. @param arguments of the training that was interrupted */
    public static String of(List<String> arguments, Path checkpoint) {
        var words = new ArrayList<String>();
        words.add(System.getProperty(PROPERTY, "gradwright"));
        for (int i = 0; i < arguments.size(); i++) {
            if (BEGINNINGS.contains(arguments.get(i))) {
                i++;
            } else if (!isBeginning(arguments.get(i))) {
                words.add(arguments.get(i));
            }
        }
        words.add("--resume");
        words.add(checkpoint.toString());
        return words.stream().map(ResumeCommand::quoted).collect(Collectors.joining(" "));
    }

    /** {@code --load=FILE}. */
    private static boolean isBeginning(String argument) {
        return BEGINNINGS.stream().anyMatch(option -> argument.startsWith(option + "="));
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
