// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.interpret.Interpreter;

/** Runs a training graph in the interpreter. */
final class Trainer {
    private final TrainingGraph training;
    private final Map<String, Integer> sizes;
    private final Map<String, Tensor> stored = new LinkedHashMap<>();
    private long step;

    Trainer(TrainingGraph training, Map<String, Integer> sizes, Map<String, Tensor> start) {
        this.training = training;
        this.sizes = sizes;
        for (Node node : training.variables()) {
            Variable variable = Graph.variable(node);
            stored.put(variable.path(), Tensor.zeros(variable.shape().evaluate(Map.of())));
        }
        stored.putAll(start);
    }

    /** One step; returns the loss. */
    double step(Map<String, Tensor> inputs) {
        step++;
        List<Tensor> values = Interpreter.evaluate(training.roots(), evaluation(inputs, true));
        var paths = new ArrayList<>(training.next().keySet());
        for (int i = 0; i < paths.size(); i++) {
            stored.put(paths.get(i), values.get(i + 1 + training.metrics().size()));
        }
        return values.get(0).data()[0];
    }

    Evaluation evaluation(Map<String, Tensor> inputs, boolean inTraining) {
        var all = new LinkedHashMap<>(stored);
        all.putAll(inputs);
        return new Evaluation(sizes, all, inTraining, 1, step);
    }

    Tensor value(String path) {
        return stored.get(path);
    }

    double number(String path) {
        return value(path).data()[0];
    }
}
