// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.TensorType;

/**
 * What a class has to be, beside its programs.
 *
 * @param loss the name of the result that is the loss, if the model is trained
 * @param outputs the types of the outputs, by name
 * @param stepName the name of the training method
 */
public record ClassSpec(
        String packageName,
        String name,
        String sourceFile,
        Precision precision,
        List<Dim> dims,
        List<Input> inputs,
        List<Node> variables,
        Optional<String> loss,
        Map<String, TensorType> outputs,
        String stepName) {}
