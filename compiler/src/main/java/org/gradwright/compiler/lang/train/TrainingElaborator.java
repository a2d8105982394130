// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.train;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Pattern;
import org.gradwright.compiler.lang.syntax.Setting;
import org.gradwright.compiler.lang.syntax.Train;
import org.gradwright.compiler.lang.value.Value;

/** {@code train loss with adam(lr = 1e-3) over body.** { ... }}. */
public final class TrainingElaborator {
    private static final String LABEL = "step";

    private final Session session;
    private final Evaluator evaluator;
    private final OptimiserCalls optimisers;
    private final TrainOptions options;

    private TrainingElaborator(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
        this.optimisers = new OptimiserCalls(session, evaluator);
        this.options = new TrainOptions(evaluator);
    }

    /**
     * Reads the {@code train} lines of a model, once all else is known, and tells its author what is wrong with them,
     * and which parameters none of them changes.
     *
     * @param context the file's
     * @return in order, without those with which something is wrong
     */
    public static List<Training> read(List<Train> trains, Session session, Evaluator evaluator, Context context) {
        TrainLabels.check(trains, session.diagnostics());
        List<Training> trainings = trains.stream()
                .flatMap(train -> new TrainingElaborator(session, evaluator).read(train, context).stream())
                .toList();
        if (trainings.size() == trains.size()) {
            new Untrained(session).warn(trainings);
        }
        return trainings;
    }

    /** Nothing if something is wrong with it; every line of it is looked at. */
    private Optional<Training> read(Train train, Context context) {
        Optional<Node> loss = attempt(train.loss().span(), () -> loss(train.loss(), context), context);
        Optional<Optimiser> optimiser =
                attempt(train.optimiser().span(), () -> optimisers.optimiser(train.optimiser(), context), context);
        Map<String, Optimiser> byPath = new LinkedHashMap<>();
        Patterns patterns = new Patterns(session, evaluator, context);
        for (String path : trained(train, patterns, context)) {
            byPath.put(path, optimiser.orElse(null));
        }
        for (Train.Option option : train.options()) {
            attempt(option.span(), () -> apply(option, optimiser, byPath, patterns, context), context);
        }
        if (loss.isEmpty() || optimiser.isEmpty()) {
            return Optional.empty();
        }
        String label = train.label().map(Name::text).orElse(LABEL);
        return Optional.of(new Training(
                label,
                loss.get(),
                byPath,
                options.clipNorm(),
                options.clipValue(),
                options.accumulate(),
                options.average()));
    }

    private <T> Optional<T> attempt(Span span, Supplier<T> action, Context context) {
        try {
            return Optional.ofNullable(session.guarded(span, action));
        } catch (Fault fault) {
            session.report(fault, context);
            return Optional.empty();
        }
    }

    private Node loss(Expression e, Context context) {
        Value value = evaluator.evaluate(e, context.unowned());
        Node node = new Coercion(session).node(value, Element.REAL, session.ops(context, e.span()), e.span());
        if (!node.type().equals(TensorType.SCALAR)) {
            throw Fault.of(Diagnostic.error("G0402", e.span(), "the trained value must be one number")
                    .label(node.type().toString())
                    .help("write `mean(" + e.span().text() + ")`"));
        }
        return node;
    }

    private List<String> trained(Train train, Patterns patterns, Context context) {
        return train.over().isEmpty() ? patterns.parameters() : matched(train.over(), patterns, context);
    }

    /** What several patterns match; each that matches nothing is reported. */
    private List<String> matched(List<Pattern> all, Patterns patterns, Context context) {
        Set<String> found = new HashSet<>();
        for (Pattern pattern : all) {
            attempt(pattern.span(), () -> patterns.match(pattern), context).ifPresent(found::addAll);
        }
        return patterns.parameters().stream().filter(found::contains).toList();
    }

    private Void apply(
            Train.Option option,
            Optional<Optimiser> like,
            Map<String, Optimiser> byPath,
            Patterns patterns,
            Context context) {
        if (option instanceof Train.Freeze freeze) {
            matched(freeze.patterns(), patterns, context).forEach(byPath::remove);
        } else if (option instanceof Train.Assign assign) {
            assign(assign, like, byPath, patterns, context);
        } else {
            options.read(((Train.Apply) option).call(), context);
        }
        return null;
    }

    private void assign(
            Train.Assign assign,
            Optional<Optimiser> like,
            Map<String, Optimiser> byPath,
            Patterns patterns,
            Context context) {
        List<String> paths = matched(assign.patterns(), patterns, context);
        for (Setting setting : assign.settings()) {
            Object value = optimisers.setting(setting.value(), context);
            like.ifPresent(optimiser -> optimisers.changed(optimiser, setting, value));
            byPath.replaceAll((path, optimiser) -> optimiser == null || !paths.contains(path)
                    ? optimiser
                    : optimisers.changed(optimiser, setting, value));
        }
    }
}
