// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.op.ConstantTensor;
import org.gradwright.compiler.scan.InTurn;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;
import org.gradwright.compiler.train.TrainingGraph;

/**
 * Graphs as text, one node a line, each after its operands:
 *
 * <pre>
 * graph Mnist f32
 * dim batch
 * %0 = input x : real[batch, 784]  # mnist.graph:4:1
 * %1 = param h1.W = glorot_uniform : real[784, 512]  # mnist.graph:7:6
 * %2 h1 = matmul %0 %1 : real[batch, 512]  # mnist.graph:7:6
 * output p = %2
 * </pre>
 *
 * {@link GraphText#parse} reads the text of a graph back.
 */
public final class GraphPrinter {
    private final boolean origins;
    private final StringBuilder out = new StringBuilder();
    private final Map<Node, Integer> numbers = new IdentityHashMap<>();
    private final Map<ScanKey, String> loops = new HashMap<>();

    private GraphPrinter(boolean origins) {
        this.origins = origins;
    }

    /** A graph with the origin of each node. */
    public static String print(Graph graph) {
        return new GraphPrinter(true).graph(graph);
    }

    /** A graph without origins: two graphs are equal, positions apart, exactly when these texts are. */
    public static String canonical(Graph graph) {
        return new GraphPrinter(false).graph(graph);
    }

    /** A training step with the origin of each node. */
    public static String print(TrainingGraph training) {
        return new GraphPrinter(true).step(training);
    }

    private String graph(Graph graph) {
        line("graph " + graph.name() + " " + graph.precision().name().toLowerCase(Locale.ROOT));
        graph.dims().forEach(this::dim);
        nodes(graph.inputs(), graph.variables(), graph.roots());
        named("output ", graph.outputs());
        named("metric ", graph.metrics());
        named("next ", graph.next());
        graph.trainings().forEach(this::training);
        return out.toString();
    }

    private String step(TrainingGraph training) {
        Graph graph = training.graph();
        line(training.training().label() + " of " + graph.name() + " "
                + graph.precision().name().toLowerCase(Locale.ROOT));
        graph.dims().forEach(this::dim);
        nodes(graph.inputs(), training.variables(), training.roots());
        line("loss = " + reference(training.loss()));
        named("metric ", training.metrics());
        named("next ", training.next());
        return out.toString();
    }

    private void dim(Dim dim) {
        boolean plain = dim.equals(Dim.free(dim.name()));
        line("dim " + dim.name()
                + (plain ? "" : " " + dim.atLeast() + " " + dim.atMost() + " " + dim.multipleOf())
                + (dim.constraint().isEmpty() ? "" : " where " + dim.constraint()));
    }

    private void nodes(List<Node> inputs, List<Node> variables, List<Node> roots) {
        var all = new ArrayList<>(inputs);
        all.addAll(variables);
        all.addAll(roots);
        for (Node node : Nodes.topological(all)) {
            key(node.operation()).ifPresent(this::loop);
            numbers.put(node, numbers.size());
            line(reference(node) + (node.name().isEmpty() ? "" : " " + node.name()) + " = " + definition(node)
                    + origin(node.origin()));
        }
    }

    private String definition(Node node) {
        String operands = node.inputs().stream().map(n -> " " + reference(n)).collect(Collectors.joining());
        return node.operation().name() + attributes(node) + operands + " : " + node.type();
    }

    private static Optional<ScanKey> key(Operation operation) {
        return operation instanceof InTurn leaf
                ? Optional.of(leaf.key())
                : operation instanceof Scan scan ? Optional.of(scan.key()) : Optional.empty();
    }

    /** A loop, those around it first, under a number of its own: names may be equal. */
    private void loop(ScanKey key) {
        if (!loops.containsKey(key)) {
            key.around().forEach(this::loop);
            List<String> around = key.around().stream().map(loops::get).toList();
            loops.put(key, "@" + loops.size());
            line("loop " + loops.get(key) + " = " + key + " depth=" + key.depth() + " in=" + around);
        }
    }

    private String attributes(Node node) {
        if (node.operation() instanceof InTurn leaf) {
            return leaf.attributes(loops.get(leaf.key()));
        }
        if (node.operation() instanceof Scan scan) {
            return scan.attributes(loops.get(scan.key()));
        }
        return node.operation() instanceof ConstantTensor table
                ? values(table)
                : node.operation().attributes();
    }

    /** A table is written out: its path is a digest from which nothing can be read back. */
    private static String values(ConstantTensor table) {
        return Arrays.stream(table.value().data())
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private String origin(Origin origin) {
        return !origins || origin.toString().isEmpty() ? "" : "  # " + origin;
    }

    private String reference(Node node) {
        return "%" + numbers.get(node);
    }

    private void named(String what, Map<String, Node> nodes) {
        nodes.forEach((name, node) -> line(what + name + " = " + reference(node)));
    }

    private void training(Training training) {
        line("train " + training.label() + " = " + reference(training.loss()));
        training.clipNorm().ifPresent(most -> line("  clip_norm " + most));
        training.clipValue().ifPresent(most -> line("  clip_value " + most));
        if (training.accumulate() != 1) {
            line("  accumulate " + training.accumulate());
        }
        training.average().ifPresent(decay -> line("  average " + decay));
        training.optimisers().forEach((path, optimiser) -> line("  update " + path + " with " + optimiser));
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /** For messages: the text of some nodes and all that they depend on. */
    public static String print(List<Node> roots) {
        var printer = new GraphPrinter(true);
        printer.nodes(List.of(), List.of(), roots);
        return printer.out.toString();
    }
}
