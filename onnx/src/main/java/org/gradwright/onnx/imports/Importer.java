// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwright.compiler.build.ModelError;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.build.Type;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxGraph;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxNode;
import org.gradwright.onnx.format.OnnxTensor;
import org.gradwright.onnx.format.ValueInfo;

/** Imports one model. */
public final class Importer {
    private static final Evaluation NOTHING_GIVEN = new Evaluation(Map.of(), Map.of(), false, 0, 0);

    private final OnnxModel model;
    private final ImportOptions options;
    private final Precision precision;
    private final Network network;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<Term, Value.Known> given = new HashMap<>();
    private final List<String> inputs = new ArrayList<>();

    private Importer(OnnxModel model, ImportOptions options) {
        this.model = model;
        this.options = options;
        this.precision = isDouble(model.graph()) ? Precision.F64 : Precision.F32;
        this.network =
                Network.named(options.name().orElse(graphName(model.graph().name())), precision);
    }

    /**
     * The network of a model.
     *
     * @throws OnnxException for what cannot be imported; the message names node, operator and opset
     */
    public static Imported run(OnnxModel model, ImportOptions options) {
        return new Importer(model, options).run();
    }

    private static boolean isDouble(OnnxGraph graph) {
        return Stream.concat(
                        graph.inputs().stream().map(ValueInfo::type),
                        graph.initializers().stream().map(OnnxTensor::type))
                .anyMatch(type -> type == ElementType.DOUBLE);
    }

    /** A name of a class. */
    private static String graphName(String name) {
        String letters = name.replaceAll("\\W+", "_").replaceAll("^[_\\d]+", "");
        return letters.isEmpty() ? "Network" : Character.toUpperCase(letters.charAt(0)) + letters.substring(1);
    }

    private Imported run() {
        OnnxGraph graph = model.graph();
        graph.initializers().forEach(table -> values.put(table.name(), value(table)));
        graph.inputs().stream()
                .filter(input -> !values.containsKey(input.name()))
                .forEach(this::input);
        graph.nodes().forEach(this::add);
        List<Imported.Output> outputs = graph.outputs().stream()
                .map(output -> at("output `" + output.name() + "`", () -> output(output)))
                .toList();
        return new Imported(network.builder(), network.tables(), names(), inputs, outputs);
    }

    private Map<String, String> names() {
        var names = new HashMap<String, String>();
        values.forEach((name, value) -> term(value).ifPresent(term -> names.put(name, term.toString())));
        return names;
    }

    private Optional<Term> term(Value value) {
        if (value instanceof Value.Table table) {
            return network.declared(table.tensor());
        }
        return value instanceof Value.Bound bound ? Optional.of(bound.term()) : Optional.empty();
    }

    /** Whole numbers, conditions and single numbers are known when compiling; what else is real may be trained. */
    private Value value(OnnxTensor table) {
        Element element = table.type().required("`" + table.name() + "`");
        boolean isTable = table.value().rank() > 0 || options.parameters().contains(table.name());
        boolean trained = element == Element.REAL && isTable;
        return trained ? new Value.Table(table) : new Value.Known(table.value(), element);
    }

    private void input(ValueInfo input) {
        Element element = input.type().required("input `" + input.name() + "`");
        Tensor tensor = options.inputs().get(input.name());
        if (tensor != null && tensor.data().length == 0) {
            values.put(input.name(), new Value.Known(tensor, element));
            return;
        }
        Object[] sizes = tensor != null ? Arrays.stream(tensor.shape()).boxed().toArray() : sizes(input);
        String name = network.fresh(input.name());
        Term term = at(input.name(), () -> network.builder().input(name, type(element, sizes)));
        inputs.add(input.name());
        values.put(input.name(), new Value.Bound(term));
        if (tensor != null) {
            given.put(term, new Value.Known(tensor, element));
        }
    }

    private static Type type(Element element, Object... sizes) {
        return switch (element) {
            case REAL -> Terms.real(sizes);
            case I32 -> Terms.i32(sizes);
            case BOOL -> Terms.bool(sizes);
        };
    }

    private Object[] sizes(ValueInfo input) {
        List<ValueInfo.Dimension> dims =
                input.dims().orElseThrow(() -> new OnnxException("input `" + input.name() + "` has no declared shape"));
        var sizes = new ArrayList<>();
        for (int axis = 0; axis < dims.size(); axis++) {
            ValueInfo.Dimension dim = dims.get(axis);
            String name = dim.name().isEmpty() ? input.name() + "_" + axis : dim.name();
            Long fixed = options.sizes().get(name);
            sizes.add(dim.isKnown() ? (Object) dim.size() : fixed != null ? fixed : free(name));
        }
        return sizes.toArray();
    }

    private final Map<String, String> free = new HashMap<>();

    private String free(String name) {
        return free.computeIfAbsent(name, network::fresh);
    }

    private interface Action<T> {
        T run();
    }

    private static <T> T at(String place, Action<T> action) {
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

    private String place(OnnxNode node) {
        long opset = opset(node.domain());
        String shown = node.name().isEmpty() ? String.join(", ", node.outputs()) : node.name();
        String domain = node.domain().isEmpty() ? "" : node.domain() + ".";
        return "node `" + shown + "` (" + domain + node.operator() + ", opset " + opset + ")";
    }

    private long opset(String domain) {
        return model.opsets().getOrDefault(domain, 1L);
    }

    private void add(OnnxNode node) {
        Operator operator = Operators.named(node.domain(), node.operator())
                .orElseThrow(() -> new OnnxException(place(node) + ": this operator is not supported"));
        at(place(node), () -> {
            bind(node, apply(operator, node));
            return null;
        });
    }

    private List<Value> apply(Operator operator, OnnxNode node) {
        List<Value> operands =
                withoutElements(node.inputs().stream().map(this::named).toList());
        boolean known = !node.operator().equals("ConstantOfShape") // makes large tensors of nothing
                && operands.stream().allMatch(v -> v instanceof Value.Known || v instanceof Value.None);
        Network target = known ? Network.ofConstants() : network;
        var call = new Call(node, opset(node.domain()), target, operands, this::known, this::named);
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

    private Value named(String name) {
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
    private Value.Known known(Value value) {
        if (value instanceof Value.Known known) {
            return known;
        }
        if (value instanceof Value.Table table) {
            return new Value.Known(table.tensor().value(), Element.REAL);
        }
        return value instanceof Value.Bound bound ? given.get(bound.term()) : null;
    }

    private static Value folded(Network constants, Value result) {
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
            if (i >= results.size()) {
                throw new OnnxException("output " + (i + 1) + ", `" + name + "`, is not supported");
            }
            Value result = results.get(i);
            boolean computed = result instanceof Value.Bound;
            values.put(name, computed ? new Value.Bound(network.let(name, ((Value.Bound) result).term())) : result);
        }
    }

    private Imported.Output output(ValueInfo output) {
        Value value = named(output.name());
        if (value instanceof Value.Known known) {
            return new Imported.Output(output.name(), output.name(), Optional.of(known.tensor()));
        }
        if (value instanceof Value.Table table) {
            return new Imported.Output(
                    output.name(), output.name(), Optional.of(table.tensor().value()));
        }
        Term term = term(value).orElseThrow(() -> new OnnxException("it has no name"));
        boolean isInput =
                inputs.stream().anyMatch(name -> term(values.get(name)).equals(Optional.of(term)));
        Term bound = isInput ? network.let(output.name(), network.node(term)) : term;
        network.builder().output(bound);
        return new Imported.Output(output.name(), Name.spelling(bound.toString()), Optional.empty());
    }
}
