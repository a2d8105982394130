// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.build.ModelError;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxFunction;
import org.gradwright.onnx.format.OnnxGraph;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxNode;
import org.gradwright.onnx.format.OnnxTensor;

/** Carries out the nodes of a graph and of the bodies in it, one after the other. */
final class Statements {
    private static final Evaluation NOTHING_GIVEN = new Evaluation(Map.of(), Map.of(), false, 0, 0);

    private final OnnxModel model;
    private final Network network;
    private final Set<String> parameters;
    private final Map<Term, Value.Known> given = new HashMap<>();
    private final Uses uses;
    private Map<String, Value> values = new HashMap<>();
    private Map<String, Long> opsets;

    /** @param parameters names of single numbers that are to be trained */
    Statements(OnnxModel model, Network network, Set<String> parameters) {
        this.model = model;
        this.network = network;
        this.parameters = parameters;
        this.opsets = model.opsets();
        this.uses = new Uses(model);
    }

    Uses uses() {
        return uses;
    }

    /** What is done at a place. */
    @FunctionalInterface
    interface Action<T> {
        T run();
    }

    /** Does something. @throws OnnxException that names the place, for whatever is wrong */
    static <T> T at(String place, Action<T> action) {
        try {
            return action.run();
        } catch (ModelError
                | OnnxException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException
                | ClassCastException
                | NegativeArraySizeException
                | NoSuchElementException e) {
            throw new OnnxException(place + ": " + firstLine(e), e);
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    /** Binds a table of the file. */
    void table(OnnxTensor table) {
        values.put(table.name(), value(table));
    }

    /** Whole numbers, conditions and single numbers are known when compiling; what else is real may be trained. */
    private Value value(OnnxTensor table) {
        Element element = table.type().required("`" + table.name() + "`");
        boolean isTable = table.value().rank() > 0 || parameters.contains(table.name());
        boolean trained = element == Element.REAL && isTable;
        return trained ? new Value.Table(table) : new Value.Known(table.value(), element);
    }

    boolean isBound(String name) {
        return values.containsKey(name);
    }

    void bind(String name, Value value) {
        values.put(name, value);
    }

    /** What an input of the network is, where its value is given. */
    void given(Term input, Value.Known value) {
        given.put(input, value);
    }

    Map<String, Value> values() {
        return values;
    }

    void run(List<OnnxNode> nodes) {
        nodes.forEach(this::add);
    }

    /** The results of a body, which sees all that is bound here, for arguments. */
    List<Value> body(OnnxGraph body, List<Value> arguments) {
        if (arguments.size() != body.inputs().size()) {
            throw new OnnxException(
                    "the body `" + body.name() + "` has " + body.inputs().size() + " inputs, not " + arguments.size());
        }
        Map<String, Value> outer = values;
        values = new HashMap<>(outer);
        try {
            body.initializers().forEach(this::table);
            for (int i = 0; i < arguments.size(); i++) {
                values.put(body.inputs().get(i).name(), arguments.get(i));
            }
            run(body.nodes());
            return body.outputs().stream().map(output -> named(output.name())).toList();
        } finally {
            values = outer;
        }
    }

    private String place(OnnxNode node) {
        String shown = node.name().isEmpty() ? String.join(", ", node.outputs()) : node.name();
        String domain = node.domain().isEmpty() ? "" : node.domain() + ".";
        return "node `" + shown + "` (" + domain + node.operator() + ", opset " + opset(node.domain()) + ")";
    }

    private long opset(String domain) {
        return opsets.getOrDefault(domain, 1L);
    }

    private void add(OnnxNode node) {
        Optional<OnnxFunction> function = model.functions().stream()
                .filter(f -> f.name().equals(node.operator()) && f.domain().equals(node.domain()))
                .findFirst();
        if (function.isPresent()) {
            inline(node, function.get());
            return;
        }
        Operator operator = Operators.named(node.domain(), node.operator())
                .orElseThrow(() -> new OnnxException(place(node) + ": this operator is not supported; "
                        + "export the model with simpler operators, or cut it before this node"));
        at(place(node), () -> {
            bind(node, apply(operator, node));
            return null;
        });
    }

    /** Carries out the nodes of an operator that the file defines, which see their operands only. */
    private void inline(OnnxNode node, OnnxFunction function) {
        Map<String, Value> outer = values;
        Map<String, Long> outerOpsets = opsets;
        Map<String, Value> inner = new HashMap<>();
        for (int i = 0; i < function.inputs().size(); i++) {
            boolean given = i < node.inputs().size();
            inner.put(function.inputs().get(i), given ? at(place(node), named(node, i)) : new Value.None());
        }
        values = inner;
        opsets = function.opsets();
        List<Value> results;
        try {
            run(function.nodes().stream().map(n -> bound(n, node, function)).toList());
            results = function.outputs().stream().map(this::named).toList();
        } finally {
            values = outer;
            opsets = outerOpsets;
        }
        for (int i = 0; i < node.outputs().size(); i++) {
            values.put(node.outputs().get(i), results.get(i));
        }
    }

    private Action<Value> named(OnnxNode node, int input) {
        return () -> named(node.inputs().get(input));
    }

    /** A node of a function with what a use says of its attributes. */
    private static OnnxNode bound(OnnxNode node, OnnxNode use, OnnxFunction function) {
        var attributes = new HashMap<String, Attribute>();
        node.attributes().forEach((name, attribute) -> {
            boolean refers = attribute instanceof Attribute.Reference;
            String of = refers ? ((Attribute.Reference) attribute).name() : name;
            Attribute value = refers
                    ? use.attributes().getOrDefault(of, function.defaults().get(of))
                    : attribute;
            if (value != null) {
                attributes.put(name, value);
            }
        });
        return new OnnxNode(node.name(), node.operator(), node.domain(), node.inputs(), node.outputs(), attributes);
    }

    private List<Value> apply(Operator operator, OnnxNode node) {
        List<Value> operands =
                withoutElements(node.inputs().stream().map(this::named).toList());
        Optional<Value> sizes = ShapeArithmetic.apply(node, operands);
        if (sizes.isPresent()) {
            return List.of(sizes.get());
        }
        boolean known = !Operators.NOT_FOLDED.contains(node.operator())
                && node.attributes().values().stream().noneMatch(Attribute.Body.class::isInstance)
                && operands.stream().allMatch(v -> v instanceof Value.Known || v instanceof Value.None);
        Network target = known ? Network.ofConstants() : network;
        var call = new Call(node, opset(node.domain()), target, operands, this);
        List<Value> results = operator.apply(call);
        return known ? results.stream().map(result -> folded(target, result)).toList() : results;
    }

    /** No network computes with a tensor without elements: beside one, values that are given are known. */
    private List<Value> withoutElements(List<Value> operands) {
        boolean isEmpty = operands.stream()
                .anyMatch(v -> v instanceof Value.Known known && known.tensor().data().length == 0);
        return isEmpty
                ? operands.stream().map(v -> known(v) != null ? known(v) : v).toList()
                : operands;
    }

    Value named(String name) {
        if (name.isEmpty()) {
            return new Value.None();
        }
        Value value = values.get(name);
        if (value == null) {
            throw new OnnxException("`" + name + "` has no value here");
        }
        return value;
    }

    /** What is known of a value; null when it is computed. */
    Value.Known known(Value value) {
        if (value instanceof Value.Known known) {
            return known;
        }
        if (value instanceof Value.Table table) {
            return new Value.Known(table.tensor().value(), Element.REAL);
        }
        return value instanceof Value.Bound bound ? given.get(bound.term()) : null;
    }

    private static Value folded(Network constants, Value result) {
        if (result instanceof Value.Sequence sequence) {
            return new Value.Sequence(sequence.elements().stream()
                    .map(element -> folded(constants, element))
                    .toList());
        }
        if (!(result instanceof Value.Bound bound)) {
            return result;
        }
        Node node = constants.node(constants.let("result", bound.term()));
        return new Value.Known(
                Interpreter.evaluate(node, NOTHING_GIVEN), node.type().element());
    }

    private void bind(OnnxNode node, List<Value> results) {
        for (int i = 0; i < node.outputs().size(); i++) {
            String name = node.outputs().get(i);
            if (name.isEmpty()) {
                continue;
            }
            if (i >= results.size() && !uses.isRead(name)) {
                continue;
            }
            if (i >= results.size()) {
                throw new OnnxException("output " + (i + 1) + ", `" + name + "`, is not supported");
            }
            values.put(name, named(name, results.get(i)));
        }
    }

    /** A result under its name in the file, unless it has one that serves as well. */
    private Value named(String name, Value result) {
        if (!(result instanceof Value.Bound bound) || network.isNamed(bound.term()) && !uses.isOutput(name)) {
            return result;
        }
        return new Value.Bound(network.let(name, bound.term()));
    }
}
