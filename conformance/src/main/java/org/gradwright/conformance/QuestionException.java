// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

/** A question that cannot be answered; the message says where it is wrong or what is missing. */
public final class QuestionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QuestionException(String message) {
        super(message);
    }

    QuestionException(String message, Throwable cause) {
        super(message, cause);
    }
}
