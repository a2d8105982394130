// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.lang.builtin.Builtins;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Severity;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.header.FixedSizes;
import org.gradwright.compiler.lang.header.Header;
import org.gradwright.compiler.lang.header.Includes;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.Frame;
import org.gradwright.compiler.lang.session.Enlargements;
import org.gradwright.compiler.lang.session.Registry;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.statement.Statements;
import org.gradwright.compiler.lang.syntax.Item;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Parser;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.syntax.SyntaxTree;
import org.gradwright.compiler.lang.syntax.Train;
import org.gradwright.compiler.lang.train.TrainingElaborator;
import org.gradwright.compiler.lang.value.Value;

/**
 * Reads a model, in one text or in several that follow each other: of each text its defs and constants first, for these
 * may be used above their lines, then line by line. What is trained is read at the end.
 */
final class ModelReader {
    private final Options options;
    private final Diagnostics diagnostics;
    private final Includes includes;
    private final Session session;
    private final Statements statements;
    private final Context context;
    private final FixedSizes fixedSizes;
    private final Header header;
    private final List<Item> items = new ArrayList<>();

    ModelReader(Optional<Path> path, Options options, Enlargements enlargements, Diagnostics diagnostics) {
        this.options = options;
        this.diagnostics = diagnostics;
        this.includes = new Includes(path, options.root(), diagnostics);
        this.session = new Session(StandardLibrary.load(), Builtins.all(), diagnostics, enlargements);
        this.statements = new Statements(session);
        this.context = Context.of(Frame.file(session.model()));
        this.fixedSizes = new FixedSizes(session, options.sizes());
        this.header = new Header(session, statements.evaluator(), options.constants(), fixedSizes);
    }

    /** Reads the model's text, or the next part of it. */
    void read(SourceFile text) {
        SyntaxTree tree = Parser.parse(text, diagnostics);
        List<Item> read = includes.expand(tree);
        items.addAll(read);
        header.read(read, context);
        try {
            read.forEach(this::carryOut);
        } catch (Fault exhausted) {
            exhausted.diagnostic().ifPresent(diagnostics::add);
        }
    }

    /** The tensor that the model has bound to a name; nothing for a name of another kind. */
    Optional<Node> node(String name) {
        return context.scope()
                .find(name)
                .map(Binding::value)
                .filter(value -> value instanceof Value.Tensor)
                .map(value -> ((Value.Tensor) value).node());
    }

    /** Binds a name to a tensor that no text has made; the span stands for its statement. */
    void bind(Name name, Node node) {
        guarded(() -> {
            session.countStatement(name.span());
            Value value = session.tensor(node, name.span()).named(context.path(name.text()));
            session.names().bind(name, Binding.of(value, name.span(), Binding.Kind.LET), context);
        });
    }

    /**
     * The model.
     *
     * @param source what the model will call its text
     */
    Model finish(SourceFile source) {
        items.forEach(this::requireSeen);
        fixedSizes.requireKnown(items);
        List<Training> trainings = trainings();
        var data = new DataBlocks(session, statements.evaluator());
        Map<String, Model.Data> blocks = data.read(items);
        Map<String, Model.Fit> fit = data.fit(items, context);
        diagnostics.throwIfErrors();
        List<Diagnostic> warnings = diagnostics.all().stream()
                .filter(d -> d.severity() == Severity.WARNING)
                .toList();
        return new Model(graph(trainings), blocks, fit, constants(), source, warnings);
    }

    private void carryOut(Item item) {
        if (item instanceof Statement statement) {
            statements.step(statement, context);
        } else if (item instanceof Item.Dimension dimension) {
            guarded(() -> header.dimension(dimension, context));
        }
    }

    /** A free size that no input has is known to nobody, not even at run time. */
    private void requireSeen(Item item) {
        if (item instanceof Item.Dimension dimension) {
            String name = dimension.name().text();
            boolean fixed = options.sizes().containsKey(name);
            boolean known = fixed || session.dimensions().isSeen(name) || diagnostics.hasErrors();
            if (!known) {
                diagnostics.add(Diagnostic.error(
                                "G0222",
                                dimension.name().span(),
                                "no input has the free size `" + dimension.name() + "`")
                        .help("use it in the type of an input, or fix it: `const " + dimension.name() + " = 64`"));
            }
        }
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (Fault fault) {
            session.report(fault, context);
        }
    }

    private List<Training> trainings() {
        List<Train> trains = items.stream()
                .filter(item -> item instanceof Train)
                .map(item -> (Train) item)
                .toList();
        return TrainingElaborator.read(trains, session, statements.evaluator(), context);
    }

    private Graph graph(List<Training> trainings) {
        Registry registry = session.registry();
        return new Graph(
                header.name(),
                options.precision().or(header::precision).orElse(Precision.F32),
                session.dimensions().all(),
                Registry.nodes(registry.inputs()),
                Registry.nodes(registry.variables()),
                Registry.byName(registry.outputs()),
                Registry.byName(registry.metrics()),
                Registry.byName(registry.next()),
                trainings);
    }

    private Map<String, Value> constants() {
        var values = new LinkedHashMap<String, Value>();
        session.model().constants().forEach((name, binding) -> values.put(name, binding.value()));
        return values;
    }
}
