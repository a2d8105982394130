// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.List;
import java.util.Optional;
import org.gradwright.cli.CommandException;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;

/**
 * Which free size of a model counts examples: the one that is called {@code batch}, or the only one. Without one a step
 * takes one example.
 */
public record ExampleAxis(Optional<String> size) {
    /** @throws CommandException when there are several and none is called {@code batch} */
    public static ExampleAxis of(Graph graph) {
        List<String> names = Dim.names(graph.dims());
        if (names.contains("batch")) {
            return new ExampleAxis(Optional.of("batch"));
        }
        if (names.size() > 1) {
            throw new CommandException("which of the free sizes " + String.join(", ", names)
                    + " counts the examples? call it `batch`, or fix the others with --dim");
        }
        return new ExampleAxis(names.stream().findFirst());
    }

    /** Where examples lie in a tensor; -1 for one that all examples share. */
    public int in(Shape shape) {
        return size.map(name -> shape.sizes().indexOf(Size.free(name))).orElse(-1);
    }

    /** The shape of one example's part. */
    public Shape element(Shape shape) {
        int axis = in(shape);
        var sizes = new java.util.ArrayList<>(shape.sizes());
        if (axis >= 0) {
            sizes.remove(axis);
        }
        return new Shape(sizes);
    }
}
