// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

/** What a command was asked for cannot be done. The message is one line: the fact and the remedy. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With no deeper cause. */
    public CommandException(String message) {
        super(message);
    }

    /** With a deeper cause. */
    public CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
