// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.Map;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Tensor;

/** A way to run graphs. */
public interface Engine {
    /** A model of a graph; parameters start at zero. */
    Model start(Graph graph);

    /** A graph that runs. */
    interface Model {
        /** A parameter's value. */
        Tensor parameter(String name);

        /** Changes a parameter. */
        void parameter(String name, Tensor value);

        /** The outputs by name, for all inputs by name. */
        Map<String, Tensor> predict(Map<String, Tensor> inputs);

        /** One training step: the loss before it. */
        double step(Map<String, Tensor> inputs);

        /** A metric of the latest step. */
        double metric(String name);
    }
}
