// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.derive;

import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.Feed;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.derive.Derivation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.data.Batch;

/** The numbers of a derivation for some examples, computed by a compiled class. */
public final class DerivationValues {
    private final Graph graph;
    private final Optional<Path> weights;
    private final long seed;

    /**
     * @param graph the model, in double precision
     * @param weights of the parameters; drawn from the seed otherwise
     */
    public DerivationValues(Graph graph, Optional<Path> weights, long seed) {
        this.graph = graph;
        this.weights = weights;
        this.seed = seed;
    }

    /** The inputs that a derivation depends on. */
    public List<Input> inputs(Derivation derivation) {
        return compiled(wanted(derivation)).step().predict().inputs();
    }

    /** The value of each real equation and of each step. */
    public Map<Node, Tensor> of(Derivation derivation, Examples examples) {
        Map<String, Node> wanted = wanted(derivation);
        Compilation compilation = compiled(wanted);
        ExampleAxis axis = ExampleAxis.of(graph);
        var all = graph.declaredInputs();
        var feed = new Feed(compilation.step().predict(), all, axis, examples);
        try (TrainingStep step = compilation.load().create(seed)) {
            weights.ifPresent(step::restoreParameters);
            Batch batch = feed.inOrder(examples.count()).epoch(0).iterator().next();
            return tensors(wanted, step.predictWith(feed.arguments(batch)), sizes(axis, examples, batch.size()));
        }
    }

    private static Map<String, Node> wanted(Derivation derivation) {
        var wanted = new LinkedHashMap<String, Node>();
        Stream.concat(
                        derivation.forward().stream().map(Derivation.Equation::value),
                        derivation.backward().stream().map(Derivation.Step::value))
                .filter(node -> node.type().isReal())
                .forEach(node -> wanted.put("v" + wanted.size(), node));
        return wanted;
    }

    private Compilation compiled(Map<String, Node> wanted) {
        return Compiler.compile(graph.predicting(wanted), CompileOptions.DEFAULT);
    }

    private static Map<String, Integer> sizes(ExampleAxis axis, Examples examples, int count) {
        var sizes = new HashMap<String, Integer>();
        examples.sizes().forEach((name, size) -> sizes.put(name, Math.toIntExact(size)));
        axis.size().ifPresent(name -> sizes.put(name, count));
        return sizes;
    }

    private static Map<Node, Tensor> tensors(Map<String, Node> wanted, Object[] values, Map<String, Integer> sizes) {
        var tensors = new IdentityHashMap<Node, Tensor>();
        int at = 0;
        for (Node node : wanted.values()) {
            tensors.put(node, new Tensor(node.shape().evaluate(sizes), numbers(values[at++])));
        }
        return tensors;
    }

    private static double[] numbers(Object value) {
        if (value instanceof Number number) {
            return new double[] {number.doubleValue()};
        }
        double[] numbers = new double[Array.getLength(value)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Array.getDouble(value, i);
        }
        return numbers;
    }
}
