// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody is watching. */
public final class Terminal {
    /** What the launch script has found out about standard error, {@code true} or {@code false}. */
    private static final String PROPERTY = "gradwright.terminal";

    private Terminal() {}

    /** Whether standard error goes to a terminal, wherever standard output goes. Java itself cannot tell. */
    public static boolean showsErrors() {
        String told = System.getProperty(PROPERTY);
        return told != null ? Boolean.parseBoolean(told) : isTerminal(Path.of("/proc/self/fd/2"));
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (java.io.IOException | UnsupportedOperationException | SecurityException e) {
            return false;
        }
    }
}
