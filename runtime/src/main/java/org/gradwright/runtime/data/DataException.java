// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

/** Data that cannot be used. The message is one line: the file or example, the fact and the remedy. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * With no deeper cause.
     *
     * @param message the place, the fact and the remedy in one line
     */
    public DataException(String message) {
        super(message);
    }

    /**
     * With a deeper cause.
     *
     * @param message the place, the fact and the remedy in one line
     * @param cause what was thrown
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
