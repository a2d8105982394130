// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Setting;
import org.gradwright.compiler.lang.syntax.Train;

/** {@code train loss with adam(lr = 1e-3) over body.** { ... }}. */
final class TrainingElaborator {
    private static final String LABEL = "step";

    private final Session session;
    private final OptimiserCalls optimisers;
    private final TrainOptions options;

    TrainingElaborator(Session session) {
        this.session = session;
        this.optimisers = new OptimiserCalls(session);
        this.options = new TrainOptions(session);
    }

    Training read(Train train, Context context) {
        Node loss = loss(train.loss(), context);
        Optimiser optimiser = optimisers.optimiser(train.optimiser(), context);
        Map<String, Optimiser> byPath = new LinkedHashMap<>();
        Patterns patterns = new Patterns(session, context);
        for (String path : trained(train, patterns)) {
            byPath.put(path, optimiser);
        }
        for (Train.Option option : train.options()) {
            apply(option, byPath, patterns, context);
        }
        warnOfUnused(loss, byPath);
        String label = train.label().map(Name::text).orElse(LABEL);
        return new Training(
                label, loss, byPath, options.clipNorm(), options.clipValue(), options.accumulate(), options.average());
    }

    private Node loss(Expression e, Context context) {
        Value value = session.evaluator().evaluate(e, context.unowned());
        Node node = new Coercion(session).node(value, Element.REAL, session.ops(context, e.span()), e.span());
        if (!node.type().equals(TensorType.SCALAR)) {
            Diagnostic error = Diagnostic.error("G0402", e.span(), "the trained value must be one number")
                    .label(node.type().toString());
            throw Fault.of(error.help("write `mean(" + e.span().text() + ")`"));
        }
        return node;
    }

    private List<String> trained(Train train, Patterns patterns) {
        return train.over().isEmpty() ? patterns.parameters() : patterns.match(train.over());
    }

    private void apply(Train.Option option, Map<String, Optimiser> byPath, Patterns patterns, Context context) {
        try {
            if (option instanceof Train.Freeze freeze) {
                patterns.match(freeze.patterns()).forEach(byPath::remove);
            } else if (option instanceof Train.Assign assign) {
                assign(assign, byPath, patterns, context);
            } else {
                options.read(((Train.Apply) option).call(), context);
            }
        } catch (Fault fault) {
            session.report(fault, context);
        }
    }

    private void assign(Train.Assign assign, Map<String, Optimiser> byPath, Patterns patterns, Context context) {
        List<String> paths = patterns.match(assign.patterns());
        for (Setting setting : assign.settings()) {
            Object value = optimisers.setting(setting.value(), context);
            for (String path : paths) {
                Optional<Optimiser> before = Optional.ofNullable(byPath.get(path));
                before.ifPresent(o -> byPath.put(path, optimisers.changed(o, setting, value)));
            }
        }
    }

    /** A parameter that is trained but without influence is most likely a mistake. */
    private void warnOfUnused(Node loss, Map<String, Optimiser> byPath) {
        var reached = Nodes.identitySet();
        reached.addAll(Nodes.topological(List.of(loss)));
        List<String> unused = new ArrayList<>();
        session.registry().variables().forEach((path, entry) -> {
            boolean parameter = ((Variable) entry.node().operation()).kind() == Variable.Kind.PARAMETER;
            if (parameter && byPath.containsKey(path) && !reached.contains(entry.node())) {
                unused.add(path);
            }
        });
        for (String path : unused) {
            session.diagnostics()
                    .add(Diagnostic.warning(
                                    "G0403",
                                    session.registry().variables().get(path).span(),
                                    "training never changes `" + path + "`: the loss does not depend on it")
                            .help("use it, delete it, or put `freeze " + path + "` in the train block"));
        }
    }
}
