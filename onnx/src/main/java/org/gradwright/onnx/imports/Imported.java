// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.build.ModelBuilder;
import org.gradwright.compiler.graph.Tensor;

/**
 * A network of a file.
 *
 * @param model its statements; loss and training may be added
 * @param tables the values of its parameters and states, by path
 * @param names what the inputs, tables and results of the file that are computed are called in the network
 * @param inputs the names of its inputs in the file, as far as they are needed
 * @param outputs the file's outputs, in its order
 */
public record Imported(
        ModelBuilder model,
        Map<String, Tensor> tables,
        Map<String, String> names,
        List<String> inputs,
        List<Output> outputs) {
    public Imported {
        tables = Map.copyOf(tables);
        names = Map.copyOf(names);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * An output.
     *
     * @param path its name in the network
     * @param constant its value, where the file alone decides it; the network has no such output then
     */
    public record Output(String name, String path, Optional<Tensor> constant) {}
}
