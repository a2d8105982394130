// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.Feed;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.runtime.data.Batch;
import org.gradwright.runtime.data.Batches;

/** The batches of a data block that training would see. */
public final class BlockData implements ProbeData {
    private final String block;
    private final List<Input> inputs;
    private final ExampleAxis axis;
    private final Examples examples;
    private final int size;
    private final long seed;

    /** @param batch how many examples are in one, if the model counts them */
    public BlockData(String block, Graph graph, Examples examples, int batch, long seed) {
        this.block = block;
        this.inputs = graph.declaredInputs();
        this.axis = ExampleAxis.of(graph);
        this.examples = examples;
        this.size = axis.size().isPresent() ? Math.min(batch, examples.count()) : 1;
        this.seed = seed;
    }

    @Override
    public Iterator<Object[]> batches(Driver driver) {
        var feed = new Feed(driver, inputs, axis, examples);
        Batches shuffled = feed.shuffled(size, seed);
        return new Iterator<>() {
            private int epoch;
            private Iterator<Batch> rest = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Object[] next() {
                if (!rest.hasNext()) {
                    rest = shuffled.epoch(++epoch).iterator();
                }
                return feed.arguments(rest.next());
            }
        };
    }

    @Override
    public int count() {
        return Math.max(1, Math.min(EXAMPLES, examples.count()) / size);
    }

    @Override
    public String description() {
        int examples = count() * size;
        return examples + (examples == 1 ? " example" : " examples") + " of `data " + block + "`";
    }
}
