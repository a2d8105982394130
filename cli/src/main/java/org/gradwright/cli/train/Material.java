// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.List;
import org.gradwright.cli.FitSettings;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.TrainAndTest;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;

/**
 * What a training is made of.
 *
 * @param compilation of the model
 * @param axis which of its free sizes counts examples
 * @param fit how it is trained
 * @param data what it is trained and tested with
 */
public record Material(Compilation compilation, ExampleAxis axis, FitSettings fit, TrainAndTest data) {
    /** The model as it was compiled. */
    public Graph graph() {
        return compilation.graph();
    }

    /** All inputs of the model, in order of declaration. */
    List<Input> inputs() {
        return graph().declaredInputs();
    }
}
