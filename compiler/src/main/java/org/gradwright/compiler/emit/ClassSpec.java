// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.TensorType;

/**
 * What a class has to be, beside its programs.
 *
 * @param losses the name of the result that is the loss, for each training
 * @param outputs the types of the outputs, by name
 * @param labels of the trainings
 */
public record ClassSpec(
        String packageName,
        String name,
        String sourceFile,
        Precision precision,
        List<Dim> dims,
        List<Input> inputs,
        List<Node> variables,
        List<String> losses,
        Map<String, TensorType> outputs,
        List<String> labels) {}
