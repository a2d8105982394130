// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.io.IOException;
import java.nio.file.Path;
import org.gradwright.onnx.format.OnnxException;

/** Runs one ONNX case, a folder with a model and its inputs, and prints the outputs. */
public final class OnnxMain {
    private OnnxMain() {}

    /** {@code FOLDER}; exit status 1, with a line on standard error, when the case cannot be run. */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("onnx: give one folder with model.onnx and input_0.pb, input_1.pb, ...");
            System.exit(2);
        }
        try {
            System.out.println(OnnxCase.read(Path.of(args[0])).answer());
        } catch (OnnxException | IOException e) {
            System.err.println("onnx: " + e.getMessage());
            System.exit(1);
        }
    }
}
