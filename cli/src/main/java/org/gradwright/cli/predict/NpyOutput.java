// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.predict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.cli.CommandException;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.ExampleRows;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Shape;

/** Collects the one output of a model for all examples as a NumPy array: examples along the first axis, wherever the model has them. */
public final class NpyOutput {
    private final ExampleRows rows;
    private final Shape element;
    private final Map<String, Long> sizes;
    private final boolean shared;
    private NpyFile file;
    private int examples;

    /**
     * @param sizes the free sizes of the data, except the one that counts examples
     * @throws CommandException when the model has several outputs
     */
    public NpyOutput(Graph graph, ExampleAxis axis, Map<String, Long> sizes) {
        if (graph.outputs().size() > 1) {
            throw new CommandException("a .npy file holds one array, but there are the outputs "
                    + String.join(", ", graph.outputs().keySet()) + "; choose with --output NAME");
        }
        Shape shape = graph.outputs().values().iterator().next().shape();
        this.rows = new ExampleRows(shape, axis);
        this.element = axis.element(shape);
        this.shared = axis.size().isPresent() && axis.in(shape) < 0;
        this.sizes = new HashMap<>(sizes);
    }

    /** Takes the outputs of a batch in. What all examples share is taken once. */
    public void add(Object[] values, int batch) {
        if (file == null) {
            file = new NpyFile(NpyFile.Type.of(values[0]));
        }
        for (int example = 0; example < batch && !(shared && examples > 0); example++) {
            file.add(rows.numbers(values[0], example, batch));
            examples++;
        }
    }

    /** The whole file. */
    public byte[] bytes() {
        List<Integer> shape = new ArrayList<>();
        if (!shared) {
            shape.add(examples);
        }
        element.sizes().forEach(size -> shape.add(Math.toIntExact(size.evaluate(sizes))));
        return file.bytes(shape);
    }
}
