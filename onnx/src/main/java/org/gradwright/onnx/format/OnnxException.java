// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

/** A file that is no ONNX model, or a model that cannot be imported or exported; the message says why. */
public final class OnnxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OnnxException(String message) {
        super(message);
    }

    public OnnxException(String message, Throwable cause) {
        super(message, cause);
    }
}
