// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;

/**
 * What a turn gets from the one before.
 *
 * @param index the number of the value in its loop
 */
public record Carry(ScanKey key, int index, TensorType type) implements InTurn, Leaf {
    @Override
    public Carry of(ScanKey other) {
        return new Carry(other, index, type);
    }

    @Override
    public String name() {
        return "carry";
    }

    @Override
    public String attributes(String loop) {
        return "[" + loop + ", index=" + index + "]";
    }

    @Override
    public String path() {
        return "#" + key + ":" + index;
    }

    @Override
    public Carry fix(Map<String, ? extends Number> sizes) {
        return new Carry(key, index, new TensorType(type.element(), type.shape().fix(sizes)));
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return type;
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return evaluation.carried().get(path());
    }
}
