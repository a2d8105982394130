// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.Severity;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.syntax.Item;
import org.gradwright.compiler.lang.syntax.Parser;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.lang.syntax.SyntaxTree;
import org.gradwright.compiler.lang.syntax.Train;

/** Reads a model: its defs and constants first, for these may be used above their lines, then line by line. */
final class ModelReader {
    private final SourceFile source;
    private final Optional<Path> path;
    private final Options options;
    private final Diagnostics diagnostics;
    private final Session session;
    private final Context context;
    private final Header header;

    ModelReader(SourceFile source, Optional<Path> path, Options options, Diagnostics diagnostics) {
        this.source = source;
        this.path = path;
        this.options = options;
        this.diagnostics = diagnostics;
        this.session = new Session(diagnostics);
        this.context = Context.of(Frame.file(session.model()));
        this.header = new Header(session, options);
    }

    Model read() {
        SyntaxTree tree = Parser.parse(source, diagnostics);
        List<Item> items = new Includes(path, options.root(), diagnostics).expand(tree);
        header.read(items, context);
        try {
            items.forEach(this::carryOut);
        } catch (Fault exhausted) {
            exhausted.diagnostic().ifPresent(diagnostics::add);
        }
        items.forEach(this::requireSeen);
        Optional<Training> training = train(items);
        var data = new DataBlocks(session);
        Map<String, Model.Data> blocks = data.read(items);
        Map<String, Model.Fit> fit = data.fit(items, context);
        diagnostics.throwIfErrors();
        List<Diagnostic> warnings = diagnostics.all().stream()
                .filter(d -> d.severity() == Severity.WARNING)
                .toList();
        return new Model(graph(training), blocks, fit, constants(), source, warnings);
    }

    private void carryOut(Item item) {
        if (item instanceof Statement statement) {
            session.statements().step(statement, context);
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

    private Optional<Training> train(List<Item> items) {
        List<Train> trains = items.stream()
                .filter(item -> item instanceof Train)
                .map(item -> (Train) item)
                .toList();
        if (trains.size() > 1) {
            diagnostics.add(Unsupported.severalTrains(
                    trains.get(1).span(), trains.get(0).span()));
            return Optional.empty();
        }
        return trains.stream().findFirst().flatMap(train -> new TrainingElaborator(session).read(train, context));
    }

    private Graph graph(Optional<Training> training) {
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
                training);
    }

    private Map<String, Value> constants() {
        var values = new LinkedHashMap<String, Value>();
        session.model().constants().forEach((name, binding) -> values.put(name, binding.value()));
        return values;
    }
}
