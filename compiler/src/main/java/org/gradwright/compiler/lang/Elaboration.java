// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.syntax.Item;
import org.gradwright.compiler.lang.syntax.Parser;
import org.gradwright.compiler.lang.syntax.Train;
import org.gradwright.runtime.Initialiser;

/**
 * A model that grows by calls instead of by lines of text: the same layers, paths, random streams and checks. Every method
 * throws {@link DiagnosticException} for what the language refuses. One thread at a time.
 */
public final class Elaboration {
    private final String name;
    private final Session session = new Session(new Diagnostics());
    private final Context context = Context.of(Frame.file(session.model()));
    private final Span span;

    /** @param name of the generated class; messages cite it as the file */
    public Elaboration(String name) {
        this.name = name;
        this.span = Span.onLine(new SourceFile(name, ""), 1, 1, 2);
    }

    /** A free size with a promise; without this call a free size of an input promises nothing. */
    public void dim(Dim dim) {
        session.dimensions().declare(dim);
    }

    /** {@code input name : type}. */
    public Node input(String input, TensorType type) {
        requireNew(session.registry().inputs(), input);
        type.shape().sizes().forEach(session.dimensions()::appear);
        Node node = Node.of(new Input(input, type), origin(), List.of()).named(input);
        session.registry().inputs().put(input, new Registry.Entry(node, span));
        return node;
    }

    /** {@code param path : real[...] = initialiser}. */
    public Node param(String path, Shape shape, Initialiser start) {
        return variable(Variable.Kind.PARAMETER, path, shape, start);
    }

    /** {@code state path : real[...] = initialiser}. */
    public Node state(String path, Shape shape, Initialiser start) {
        return variable(Variable.Kind.STATE, path, shape, start);
    }

    private Node variable(Variable.Kind kind, String path, Shape shape, Initialiser start) {
        requireNew(session.registry().variables(), path);
        Starts.checked(span, () -> Starts.of(new Value.Start(start), shape, span));
        Node node = Node.of(new Variable(kind, path, shape, start.text()), origin(), List.of())
                .named(path);
        session.registry().variables().put(path, new Registry.Entry(node, span));
        return node;
    }

    /** {@code next path = value}. */
    public void next(String path, Node value) {
        requireNew(session.registry().next(), path);
        session.registry().next().put(path, new Registry.Entry(value, span));
    }

    /** {@code output name}. */
    public void output(String output, Node node) {
        requireNew(session.registry().outputs(), output);
        session.registry().outputs().put(output, new Registry.Entry(node, span));
    }

    /** {@code metric name}, one number. */
    public void metric(String metric, Node node) {
        requireNew(session.registry().metrics(), metric);
        if (!node.type().equals(TensorType.SCALAR)) {
            throw failed(Diagnostic.error("G0235", span, "a metric must be one number")
                    .label(node.type().toString()));
        }
        session.registry().metrics().put(metric, new Registry.Entry(node, span));
    }

    /** A function or layer of the standard library by name, to be passed as an argument. */
    public Value function(String function) {
        return told(() -> session.names()
                .find(function, context)
                .map(Binding::value)
                .orElseThrow(() -> Fault.of(Diagnostic.error("G0301", span, "nothing is named `" + function + "`"))));
    }

    /**
     * Calls a def of the standard library or a built-in. A call that lacks its tensors gives a function with settings.
     *
     * @param positional arguments in order
     * @param named settings by formal, and parameters to supply by path
     * @param owner the path below which parameters are made: {@code h1}, {@code att.h[3]}
     */
    public Value call(String function, List<Value> positional, Map<String, Value> named, String owner) {
        return apply(function(function), positional, named, owner);
    }

    /** Applies a function or a shared layer. */
    public Value apply(Value function, List<Value> positional, Map<String, Value> named, String owner) {
        List<Arg> arguments = new ArrayList<>();
        positional.forEach(value -> arguments.add(new Arg(Optional.empty(), value, span, span, Optional.empty())));
        named.forEach((key, value) -> arguments.add(new Arg(Optional.of(key), value, span, span, Optional.empty())));
        Owner.CallSite site = new Owner.CallSite(span, span, function.describe());
        Context inside = context.owned(new Owner(owner, owner, span));
        return told(() -> session.calls().apply(function, arguments, site, inside));
    }

    /** {@code layer path = function}: one set of parameters, however often it is applied. */
    public Value layer(String path, Value function) {
        if (!(function instanceof Value.Function waiting)) {
            throw failed(Diagnostic.error("G0307", span, "`layer` needs a call without its inputs")
                    .label(function.describe()));
        }
        return new Value.Layer(new SharedLayer(path, path, waiting));
    }

    /** A parameter or state by path. */
    public Optional<Node> variable(String path) {
        return session.registry().variable(path).map(Registry.Entry::node);
    }

    /** The paths of the parameters that a pattern matches, in order of creation. */
    public List<String> parameters(String pattern) {
        Diagnostics found = new Diagnostics();
        SourceFile line = new SourceFile(name, "train x with x over " + pattern + "\n");
        List<Item> items = Parser.parse(line, found).items();
        found.throwIfErrors();
        Train train = (Train) items.get(0);
        return told(() -> new Patterns(session, context).match(train.over().get(0)));
    }

    /** The paths of all parameters in order of creation. */
    public List<String> parameters() {
        return new Patterns(session, context).parameters();
    }

    /** The model as far as it has grown. */
    public Graph graph(Precision precision, Optional<Training> training) {
        Registry registry = session.registry();
        return new Graph(
                name,
                precision,
                session.dimensions().all(),
                Registry.nodes(registry.inputs()),
                Registry.nodes(registry.variables()),
                Registry.byName(registry.outputs()),
                Registry.byName(registry.metrics()),
                Registry.byName(registry.next()),
                training);
    }

    private Origin origin() {
        return new Origin(name, 0, 0, "");
    }

    private void requireNew(Map<String, Registry.Entry> entries, String key) {
        if (entries.containsKey(key)) {
            throw failed(Diagnostic.error("G0302", span, "`" + key + "` already has a value"));
        }
    }

    private <T> T told(Supplier<T> action) {
        try {
            return session.guarded(span, action);
        } catch (Fault fault) {
            throw failed(fault.diagnostic().orElseThrow());
        }
    }

    private static DiagnosticException failed(Diagnostic diagnostic) {
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.add(diagnostic);
        return new DiagnosticException(diagnostics);
    }
}
