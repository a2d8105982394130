// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.build.Type;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxGraph;
import org.gradwright.onnx.format.OnnxModel;
import org.gradwright.onnx.format.OnnxTensor;
import org.gradwright.onnx.format.ValueInfo;

/** Imports one model. */
public final class Importer {
    private final OnnxModel model;
    private final ImportOptions options;
    private final Precision precision;
    private final Network network;
    private final Statements statements;
    private final InputSizes sizes;
    private final List<String> inputs = new ArrayList<>();

    private Importer(OnnxModel model, ImportOptions options) {
        this.model = model;
        this.options = options;
        this.precision = isDouble(model.graph()) ? Precision.F64 : Precision.F32;
        this.network =
                Network.named(options.name().orElse(graphName(model.graph().name())), precision);
        this.statements = new Statements(model, network, options.parameters());
        this.sizes = new InputSizes(options.sizes(), network::fresh);
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

    /** A name of a class, of no more letters than one may have. */
    private static String graphName(String name) {
        String all = name.replaceAll("\\W+", "_").replaceAll("^[_\\d]+", "");
        String letters = all.substring(0, Math.min(all.length(), Names.LONGEST));
        return letters.isEmpty() ? "Network" : Character.toUpperCase(letters.charAt(0)) + letters.substring(1);
    }

    private Imported run() {
        OnnxGraph graph = model.graph();
        graph.initializers().forEach(statements::table);
        graph.inputs().stream()
                .filter(input -> !statements.isBound(input.name()))
                .forEach(this::input);
        sizes.requireKnown();
        statements.run(graph.nodes());
        List<Imported.Output> outputs = graph.outputs().stream()
                .map(output -> Statements.at("output `" + output.name() + "`", () -> output(output)))
                .toList();
        Statements.at("the states of the network", network::close);
        return new Imported(network.builder(), network.tables(), names(), inputs, outputs);
    }

    private Map<String, String> names() {
        var names = new HashMap<String, String>();
        statements.values().forEach((name, value) -> term(value).ifPresent(term -> names.put(name, term.toString())));
        return names;
    }

    private Optional<Term> term(Value value) {
        if (value instanceof Value.Table table) {
            return network.declared(table.tensor());
        }
        return value instanceof Value.Bound bound ? Optional.of(bound.term()) : Optional.empty();
    }

    private void input(ValueInfo input) {
        Element element = input.type().required("input `" + input.name() + "`");
        Tensor tensor = options.inputs().get(input.name());
        if (tensor != null && tensor.data().length == 0) {
            statements.bind(input.name(), new Value.Known(tensor, element));
            return;
        }
        Object[] shape = tensor != null ? Arrays.stream(tensor.shape()).boxed().toArray() : sizes.of(input);
        String name = network.fresh(input.name());
        Term term = Statements.at(input.name(), () -> network.builder().input(name, type(element, shape)));
        inputs.add(input.name());
        statements.bind(input.name(), new Value.Bound(term));
        if (tensor != null) {
            statements.given(term, new Value.Known(tensor, element));
        }
    }

    private static Type type(Element element, Object... sizes) {
        return switch (element) {
            case REAL -> Terms.real(sizes);
            case I32 -> Terms.i32(sizes);
            case BOOL -> Terms.bool(sizes);
        };
    }

    private Imported.Output output(ValueInfo output) {
        Value value = statements.named(output.name());
        if (value instanceof Value.Known known) {
            return new Imported.Output(output.name(), output.name(), Optional.of(known.tensor()));
        }
        if (value instanceof Value.Table table) {
            return new Imported.Output(
                    output.name(), output.name(), Optional.of(table.tensor().value()));
        }
        Term term = term(value).orElseThrow(() -> new OnnxException("it is a sequence, and not a tensor"));
        boolean isInput =
                inputs.stream().anyMatch(name -> term(statements.named(name)).equals(Optional.of(term)));
        Term bound = isInput ? network.let(output.name(), network.node(term)) : term;
        network.builder().output(bound);
        return new Imported.Output(output.name(), Name.spelling(bound.toString()), Optional.empty());
    }
}
