// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

/** Data that cannot be used. The message is one line: the file, the fact and the remedy. */
public final class DataException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
