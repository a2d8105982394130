// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.trial.TrialInputs;
import org.gradwright.cli.trial.TrialSizes;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;

/** Made-up batches of the declared shapes: real numbers of the standard normal distribution, indices that are valid. */
public final class RandomData implements ProbeData {
    /** For free sizes that count something else than examples. */
    private static final int OTHER_SIZE = 16;

    private final TrialInputs inputs;
    private final List<Object[]> values;
    private final int size;

    /** @param batch how many examples are in one, if the model counts them */
    public RandomData(Graph graph, int batch, long seed) {
        ExampleAxis axis = ExampleAxis.of(graph);
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Dim dim : graph.dims()) {
            boolean counts = axis.size().equals(java.util.Optional.of(dim.name()));
            sizes.put(dim.name(), TrialSizes.size(dim, counts ? batch : OTHER_SIZE));
        }
        size = axis.size().map(sizes::get).orElse(1);
        inputs = new TrialInputs(graph, sizes);
        var random = new Random(seed);
        values = IntStream.range(0, Math.max(1, EXAMPLES / size))
                .mapToObj(i -> inputs.values(TrialInputs.Draw.NORMAL, random))
                .toList();
    }

    @Override
    public Iterator<Object[]> batches(Driver driver) {
        return Stream.iterate(0, i -> (i + 1) % count())
                .map(i -> inputs.arguments(driver, values.get(i)))
                .iterator();
    }

    @Override
    public int count() {
        return values.size();
    }

    @Override
    public String description() {
        return count() * size + " random examples";
    }
}
