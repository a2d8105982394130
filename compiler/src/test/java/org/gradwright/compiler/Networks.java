// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.Language;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.TrainingStep;

/** Networks of the test resources, something to train them on, and what training made of them. */
public final class Networks {
    private static final int CLASSES = 3;

    private Networks() {}

    /** A network by the name of its file. */
    public static Graph graph(String network) {
        try {
            var resource = Networks.class.getResource("/language/networks/" + network + ".graph");
            return Language.parse(Path.of(Objects.requireNonNull(resource).toURI()))
                    .graph();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All inputs in order: reals from 0 to 1, whole numbers below 3; every free size is the batch's. */
    static Object[] inputs(Graph graph, int batch, Random random) {
        Map<String, Integer> sizes = graph.dims().stream().collect(Collectors.toMap(Dim::name, d -> batch));
        var inputs = new ArrayList<>();
        for (Node input : graph.inputs()) {
            int count = (int) input.shape().count().evaluate(sizes);
            boolean real = input.type().element() == Element.REAL;
            inputs.add(
                    real
                            ? random.doubles(count).toArray()
                            : random.ints(count, 0, CLASSES).toArray());
        }
        return inputs.toArray();
    }

    /** All variables of a model. */
    static List<double[]> values(TrainingStep model) {
        return model.variables().stream().map(Parameter::doubles).toList();
    }
}
