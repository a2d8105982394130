// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.plan.Extent;

/**
 * A public method of the generated class that runs one program.
 *
 * @param name of the method
 * @param sizes free sizes that the caller passes first, because no length tells them
 * @param inputs that the caller passes, in order of declaration
 */
public record Driver(
        String name, String javadoc, List<String> sizes, List<Input> inputs, List<Action> actions, Result result) {
    public Driver {
        sizes = List.copyOf(sizes);
        inputs = List.copyOf(inputs);
        actions = List.copyOf(actions);
    }

    /** The driver with something to do before everything else. */
    Driver after(Action first) {
        var all = new ArrayList<Action>(List.of(first));
        all.addAll(actions);
        return new Driver(name, javadoc, sizes, inputs, all, result);
    }

    /** The kernels in the order in which they run. */
    public List<KernelMethod> kernels() {
        var kernels = new ArrayList<KernelMethod>();
        for (Action action : actions) {
            if (action instanceof Action.Run run) {
                kernels.add(run.kernel());
            } else if (action instanceof Action.RunPart run) {
                kernels.addAll(run.part().kernels());
            }
        }
        return kernels;
    }

    /** How several threads run it; empty where all kernels are too small to be divided. */
    public Optional<Crew> crew() {
        return actions.stream()
                .filter(Action.Together.class::isInstance)
                .map(a -> ((Action.Together) a).crew())
                .findFirst();
    }

    /** What the method returns. */
    public sealed interface Result {
        /** Nothing: the model is not trained. */
        record None() implements Result {}

        /** A scalar at a fixed place of the real arena. */
        record Scalar(int offset) implements Result {}

        /** A tensor, as a new array (a scalar as itself). */
        record Tensor(String name, TensorType type, boolean reals, Extent offset) implements Result {}

        /** Several tensors, as an {@code Object[]}. */
        record Tensors(List<Tensor> tensors) implements Result {
            public Tensors {
                tensors = List.copyOf(tensors);
            }
        }
    }
}
