// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Tensor;

/**
 * What is decided beside the model.
 *
 * @param name of the network; otherwise that of the file's graph
 * @param sizes of free axes, by name
 * @param inputs values of inputs, whose shapes are then known, and which may be shapes themselves
 * @param parameters single numbers of the file that are to be trained; otherwise they are constants
 */
public record ImportOptions(
        Optional<String> name, Map<String, Long> sizes, Map<String, Tensor> inputs, Set<String> parameters) {
    /** Nothing is decided. */
    public static final ImportOptions NONE = new ImportOptions(Optional.empty(), Map.of(), Map.of(), Set.of());

    public ImportOptions {
        sizes = Map.copyOf(sizes);
        inputs = Map.copyOf(inputs);
        parameters = Set.copyOf(parameters);
    }

    public ImportOptions withName(String name) {
        return new ImportOptions(Optional.of(name), sizes, inputs, parameters);
    }

    public ImportOptions withInputs(Map<String, Tensor> inputs) {
        return new ImportOptions(name, sizes, inputs, parameters);
    }

    public ImportOptions withParameters(Set<String> parameters) {
        return new ImportOptions(name, sizes, inputs, parameters);
    }
}
