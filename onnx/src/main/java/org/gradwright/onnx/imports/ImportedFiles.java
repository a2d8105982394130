// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradwright.compiler.build.ModelError;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.runtime.Safetensors;

/** An imported network as files: a text of the language, and the values of its parameters and states. */
public record ImportedFiles(String text, Map<String, Tensor> tables, Precision precision) {

    /**
     * The files of a network.
     *
     * @param origin the file's name, for the text's first lines
     * @param weights the name that the values' file will have, for the same
     * @throws OnnxException when the language has no words for a part of it, or it computes nothing
     */
    public static ImportedFiles of(Imported imported, String origin, String weights) {
        if (imported.outputs().stream().allMatch(output -> output.constant().isPresent())) {
            throw new OnnxException(origin + " has no output that depends on an input");
        }
        try {
            Precision precision = imported.model().build().precision();
            String text = head(imported, origin, weights) + imported.model().text();
            return new ImportedFiles(text, new TreeMap<>(imported.tables()), precision);
        } catch (ModelError e) {
            throw new OnnxException(e.getMessage(), e);
        }
    }

    private static String head(Imported imported, String origin, String weights) {
        var head = new StringBuilder("# From " + origin + ".\n");
        if (!imported.tables().isEmpty()) {
            head.append("# Its values are in " + weights + ": start with --weights " + weights + ".\n");
        }
        imported.outputs().stream()
                .filter(output -> output.constant().isPresent())
                .forEach(output -> head.append("# Output " + output.name() + " is constant and left out.\n"));
        head.append("# To train it, add inputs for what it should say, a loss and a line such as\n"
                + "# train loss with adam(lr = 0.001)\n\n");
        return head.toString();
    }

    /** Writes the values as safetensors. @throws org.gradwright.runtime.ModelFileException when it cannot be written */
    public void writeTables(Path file) {
        List<Safetensors.Tensor> tensors = tables.entrySet().stream()
                .map(e -> new Safetensors.Tensor(e.getKey(), shape(e.getValue()), values(e.getValue()), 0))
                .toList();
        Safetensors.write(file, Map.of(), tensors);
    }

    private static List<Integer> shape(Tensor tensor) {
        return Arrays.stream(tensor.shape()).boxed().toList();
    }

    private Object values(Tensor tensor) {
        if (precision == Precision.F64) {
            return tensor.data();
        }
        float[] floats = new float[tensor.data().length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) tensor.data()[i];
        }
        return floats;
    }
}
