// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Coercion;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Argument;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Setting;
import org.gradwright.compiler.lang.value.ActualArgument;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.train.Optimisers;
import org.gradwright.compiler.train.Schedule;

/** Calls of optimisers and schedules: {@code adamw(lr = cosine(3e-4, warmup = 100, steps = 5000))}. */
final class OptimiserCalls {
    private static final Map<String, List<String>> POSITIONS = Map.of(
            "constant", List.of("rate"),
            "cosine", List.of("peak"),
            "one_cycle", List.of("peak"),
            "linear", List.of("from", "to"),
            "step", List.of("from"),
            "plateau", List.of("from"));

    private final Session session;
    private final Evaluator evaluator;

    OptimiserCalls(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
    }

    Optimiser optimiser(Expression e, Context context) {
        String name = name(e, Optimisers.NAMES, "optimiser");
        Map<String, Object> settings = settings(e, List.of("lr"), context);
        return checked(e, () -> Optimisers.create(name, settings));
    }

    /** The optimiser with one setting changed, as {@code set} says. */
    Optimiser changed(Optimiser optimiser, Setting setting, Object value) {
        String name = setting.name().text();
        if (!optimiser.settings().containsKey(name)) {
            Diagnostic error = Diagnostic.error(
                    "G0405", setting.name().span(), "`" + optimiser.name() + "` has no setting `" + name + "`");
            throw Fault.of(suggest(error, optimiser.settings().keySet(), name));
        }
        return checked(setting.span(), () -> Optimisers.with(optimiser, name, value));
    }

    /** A number, a condition or a schedule. */
    Object setting(Expression e, Context context) {
        if (e instanceof Expression.Call call
                && call.callee() instanceof Expression.Reference reference
                && Schedule.NAMES.contains(reference.name().text())) {
            return schedule(call, reference.name().text(), context);
        }
        if (e instanceof Expression.Call call
                && call.callee() instanceof Expression.Reference reference
                && session.names().find(reference.name().text(), context).isEmpty()) {
            String name = reference.name().text();
            throw Fault.of(suggest(
                    Diagnostic.error("G0404", reference.span(), "there is no schedule `" + name + "`"),
                    Schedule.NAMES,
                    name));
        }
        Value value = evaluator.evaluate(e, context.unowned());
        return value instanceof Value.Bool bool ? (Object) bool.value() : (Object) Coercion.number(value, e.span());
    }

    private Schedule schedule(Expression.Call call, String name, Context context) {
        Map<String, Object> settings = settings(call, POSITIONS.get(name), context);
        return checked(call, () -> Schedule.create(name, settings));
    }

    private Map<String, Object> settings(Expression e, List<String> positions, Context context) {
        Map<String, Object> settings = new LinkedHashMap<>();
        List<Argument> arguments = e instanceof Expression.Call call ? call.arguments() : List.of();
        int position = 0;
        for (Argument argument : arguments) {
            if (argument.name().isEmpty() && position == positions.size()) {
                throw Fault.of(Diagnostic.error("G0405", argument.span(), "name this setting")
                        .help("write `name = " + argument.span().text() + "`"));
            }
            String name = argument.name().isPresent() ? argument.name().get().text() : positions.get(position++);
            if (settings.put(name, setting(argument.value(), context)) != null) {
                throw Fault.of(ActualArgument.twice(argument.span(), name));
            }
        }
        return settings;
    }

    private static String name(Expression e, List<String> known, String what) {
        Expression callee = e instanceof Expression.Call call ? call.callee() : e;
        if (!(callee instanceof Expression.Reference reference)) {
            throw Fault.of(Diagnostic.error("G0404", e.span(), "this is no " + what)
                    .help("write `adam(lr = 1e-3)`; there are " + String.join(", ", known)));
        }
        String name = reference.name().text();
        if (!known.contains(name)) {
            throw Fault.of(suggest(
                    Diagnostic.error("G0404", callee.span(), "there is no " + what + " `" + name + "`"), known, name));
        }
        return name;
    }

    private static Diagnostic suggest(Diagnostic error, java.util.Collection<String> known, String name) {
        Optional<String> near = Suggestions.closest(name, known);
        return near.isPresent()
                ? error.label("did you mean `" + near.get() + "`?")
                : error.help("there are " + String.join(", ", known));
    }

    /** An unknown setting points to its name; other objections to the whole call. */
    private static <T> T checked(Expression e, Supplier<T> action) {
        Span span = e.span();
        try {
            return action.get();
        } catch (IllegalArgumentException refusal) {
            List<Argument> arguments = e instanceof Expression.Call call ? call.arguments() : List.of();
            Span place = arguments.stream()
                    .filter(a -> a.name().isPresent()
                            && names(refusal.getMessage(), a.name().get().text()))
                    .map(Argument::span)
                    .findFirst()
                    .orElse(span);
            throw Fault.of(Diagnostic.error("G0405", place, refusal.getMessage()));
        }
    }

    private static boolean names(String message, String setting) {
        return message.contains(" " + setting + " ")
                || message.contains(" " + setting + ";")
                || message.startsWith(setting + " ");
    }

    private static <T> T checked(Span span, Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException refusal) {
            throw Fault.of(Diagnostic.error("G0405", span, refusal.getMessage()));
        }
    }
}
