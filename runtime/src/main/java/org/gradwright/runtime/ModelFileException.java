// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.nio.file.Path;

/** A model file cannot be read or written. The message is one line: the file, the fact and the remedy. */
public final class ModelFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With no deeper cause.
     *
     * @param file the file
     * @param fact what is wrong with it, and what to do
     */
    public ModelFileException(Path file, String fact) {
        super(file + ": " + fact);
    }

    /**
     * With a deeper cause.
     *
     * @param file the file
     * @param fact what is wrong with it, and what to do
     * @param cause what was thrown
     */
    public ModelFileException(Path file, String fact, Throwable cause) {
        super(file + ": " + fact, cause);
    }
}
