// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;

/**
 * The same random values for all inputs and variables of a graph, each of which is a float.
 *
 * @param sizes the free sizes
 * @param classes whole numbers are below this
 * @param scale variables are one to two times this
 */
public record RandomValues(Map<String, Integer> sizes, int classes, float scale) {
    /** The values by path. */
    public Map<String, Tensor> of(Graph graph) {
        var random = new Random(1);
        var values = new HashMap<String, Tensor>();
        for (Node node : graph.inputs()) {
            boolean whole = node.type().element() == Element.I32;
            Tensor tensor = zeros(node, values);
            for (int i = 0; i < tensor.data().length; i++) {
                tensor.data()[i] = whole ? random.nextInt(classes) : (float) random.nextGaussian();
            }
        }
        for (Node node : graph.variables()) {
            Tensor tensor = zeros(node, values);
            for (int i = 0; i < tensor.data().length; i++) {
                tensor.data()[i] = scale * (1 + random.nextFloat());
            }
        }
        return values;
    }

    private Tensor zeros(Node node, Map<String, Tensor> values) {
        Tensor tensor = Tensor.zeros(node.shape().evaluate(sizes));
        values.put(((Leaf) node.operation()).path(), tensor);
        return tensor;
    }
}
