// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.NormBound;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.scan.ScanKey;

/** Reads what {@link GraphPrinter} writes of a graph. Origins come back without the text of their statement. */
public final class GraphText {
    private String name = "";
    private Precision precision = Precision.F32;
    private final List<Dim> dims = new ArrayList<>();
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, ScanKey> loops = new HashMap<>();
    private final List<Node> inputs = new ArrayList<>();
    private final List<Node> variables = new ArrayList<>();
    private final Map<String, Node> outputs = new LinkedHashMap<>();
    private final Map<String, Node> metrics = new LinkedHashMap<>();
    private final Map<String, Node> next = new LinkedHashMap<>();
    private final List<Training> trainings = new ArrayList<>();
    private final Map<String, Optimiser> optimisers = new LinkedHashMap<>();
    private Training training;

    private GraphText() {}

    /** The graph of a text. @throws IllegalArgumentException naming the line that does not fit */
    public static Graph parse(String text) {
        var reader = new GraphText();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            reader.readLine(lines[i], i + 1);
        }
        return reader.graph();
    }

    private Graph graph() {
        endTraining();
        return new Graph(name, precision, dims, inputs, variables, outputs, metrics, next, trainings);
    }

    /** The optimisers follow the line that they belong to. */
    private void endTraining() {
        if (training != null) {
            Training t = training;
            trainings.add(new Training(
                    t.label(), t.loss(), optimisers, t.clipNorm(), t.clipValue(), t.accumulate(), t.average()));
            optimisers.clear();
        }
    }

    private void readLine(String line, int number) {
        try {
            if (line.startsWith("%")) {
                node(line);
            } else if (!line.isBlank()) {
                statement(new TextReader(line));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    /** {@code %7 h1 = matmul %5 %6 : real[batch, 512]  # mnist.graph:7:6}. */
    private void node(String line) {
        int comment = line.lastIndexOf("  # ");
        Origin origin = comment < 0 ? Origin.NONE : origin(line.substring(comment + 4));
        var whole = new TextReader(comment < 0 ? line : line.substring(0, comment));
        String reference = whole.upToBlank();
        String label = whole.take("=") ? "" : whole.upToBlank();
        if (!label.isEmpty()) {
            whole.expect("=");
        }
        var definition = new TextReader(whole.upToLast(" : "));
        TensorType type = whole.type();
        add(reference, label, definition(definition, type, origin));
    }

    private Node definition(TextReader in, TensorType type, Origin origin) {
        Operation operation = OperationText.read(in.word(), in, type, loops);
        var operands = new ArrayList<Node>();
        while (!in.atEnd()) {
            operands.add(known(in.upToBlank(), in));
        }
        Node node = Node.of(operation, origin, operands);
        if (!node.type().equals(type)) {
            throw in.error("the type is " + node.type() + ", not " + type);
        }
        return node;
    }

    private void add(String reference, String label, Node unnamed) {
        Node node = label.isEmpty() ? unnamed : unnamed.named(label);
        nodes.put(reference, node);
        if (node.operation() instanceof Input) {
            inputs.add(node);
        } else if (node.operation() instanceof Variable) {
            variables.add(node);
        }
    }

    private Node known(String reference, TextReader in) {
        Node node = nodes.get(reference);
        if (node == null) {
            throw in.error("no node " + reference + " above");
        }
        return node;
    }

    /** {@code file:line:column}, or a file alone. */
    private static Origin origin(String text) {
        String[] parts = text.strip().split(":", -1);
        int last = parts.length - 1;
        if (last < 2 || !isNumber(parts[last]) || !isNumber(parts[last - 1])) {
            return new Origin(text.strip(), 0, 0, "");
        }
        String file = String.join(":", List.of(parts).subList(0, last - 1));
        return new Origin(file, Integer.parseInt(parts[last - 1]), Integer.parseInt(parts[last]), "");
    }

    private static boolean isNumber(String text) {
        return text.length() < 10 && !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }

    private void statement(TextReader in) {
        String word = in.word();
        switch (word) {
            case "graph" -> {
                name = in.word();
                precision = Precision.valueOf(in.word().toUpperCase(Locale.ROOT));
            }
            case "dim" -> dims.add(dim(in));
            case "loop" -> loop(in);
            case "output" -> named(outputs, in);
            case "metric" -> named(metrics, in);
            case "next" -> named(next, in);
            case "train" -> {
                endTraining();
                String label = in.upToBlank();
                in.expect("=");
                training = new Training(
                        label,
                        known(in.rest(), in),
                        Map.of(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        1,
                        OptionalDouble.empty());
            }
            default -> option(word, in);
        }
    }

    /** {@code loop @1 = h depth=1 in=[@0]}. */
    private void loop(TextReader in) {
        String reference = in.upToBlank();
        in.expect("=");
        String called = in.upToBlank();
        in.expect("depth=");
        int depth = in.whole();
        in.expect("in=");
        var around = new LinkedHashSet<>(in.list(() -> OperationText.loop(in, loops)));
        loops.put(reference, new ScanKey(called, depth, around));
    }

    private static Dim dim(TextReader in) {
        String name = in.word();
        boolean plain = in.atEnd() || in.take("where");
        if (plain) {
            Dim free = Dim.free(name);
            return new Dim(name, free.atLeast(), free.atMost(), free.multipleOf(), in.rest());
        }
        int atLeast = in.whole();
        int atMost = in.whole();
        int multipleOf = in.whole();
        return new Dim(name, atLeast, atMost, multipleOf, in.take("where") ? in.rest() : "");
    }

    private void named(Map<String, Node> map, TextReader in) {
        String key = in.upToBlank();
        in.expect("=");
        map.put(key, known(in.rest(), in));
    }

    private void option(String word, TextReader in) {
        Training t = training;
        if (t == null) {
            throw in.error("`" + word + "` begins no line");
        }
        switch (word) {
            case "update" -> {
                String path = in.upToBlank();
                in.expect("with");
                optimisers.put(path, CallText.optimiser(in));
            }
            case "clip_norm" -> training = with(t, Optional.of(bound(in)), t.clipValue(), t.accumulate(), t.average());
            case "clip_value" ->
                training = with(t, t.clipNorm(), OptionalDouble.of(in.number()), t.accumulate(), t.average());
            case "accumulate" -> training = with(t, t.clipNorm(), t.clipValue(), in.whole(), t.average());
            case "average" ->
                training = with(t, t.clipNorm(), t.clipValue(), t.accumulate(), OptionalDouble.of(in.number()));
            default -> throw in.error("`" + word + "` begins no line");
        }
    }

    private static NormBound bound(TextReader in) {
        double most = in.number();
        return in.take(", eps =") ? new NormBound(most, in.number()) : NormBound.of(most);
    }

    private static Training with(
            Training t, Optional<NormBound> norm, OptionalDouble value, int accumulate, OptionalDouble average) {
        return new Training(t.label(), t.loss(), Map.of(), norm, value, accumulate, average);
    }
}
