// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;

/**
 * What a loop leaves behind: a carried value after the last turn, or all that was emitted in a place.
 *
 * @param last whether it is a carried value
 * @param index the number of the carried value, or the place among the emitted ones
 */
public record ScanResult(boolean last, int index, TensorType type) implements Operation {
    @Override
    public String name() {
        return last ? "scan_last" : "scan_stack";
    }

    @Override
    public String attributes() {
        return "[" + index + "]";
    }

    @Override
    public ScanResult fix(Map<String, ? extends Number> sizes) {
        return new ScanResult(
                last, index, new TensorType(type.element(), type.shape().fix(sizes)));
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return type;
    }

    /** @throws IllegalStateException always: loops are differentiated as a whole */
    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        throw new IllegalStateException("a loop is differentiated as a whole");
    }

    /** @throws IllegalStateException always: loops become loops */
    @Override
    public Lowering lowering(Node node) {
        throw new IllegalStateException("a loop has no elements");
    }

    /** @throws IllegalStateException always: the interpreter runs loops */
    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        throw new IllegalStateException("the interpreter runs loops");
    }
}
