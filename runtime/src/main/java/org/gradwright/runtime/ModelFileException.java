// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.nio.file.Path;

/** A model file cannot be read or written. The message is one line: the file, the fact and the remedy. */
public final class ModelFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 1000;

    /**
     * With no deeper cause.
     *
     * @param file the file
     * @param fact what is wrong with it, and what to do
     */
    public ModelFileException(Path file, String fact) {
        super(file + ": " + line(fact));
    }

    /**
     * With a deeper cause.
     *
     * @param file the file
     * @param fact what is wrong with it, and what to do
     * @param cause what was thrown
     */
    public ModelFileException(Path file, String fact, Throwable cause) {
        super(file + ": " + line(fact), cause);
    }

    /** One line of bounded length, whatever names a hostile file holds. */
    private static String line(String fact) {
        String line = fact.length() > LONGEST ? fact.substring(0, LONGEST) + " ..." : fact;
        return line.replaceAll("\\p{Cntrl}", "?");
    }
}
