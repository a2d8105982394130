// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradwright.compiler.lang.builtin.Builtin;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.CallSite;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.scope.DefinedFunction;
import org.gradwright.compiler.lang.scope.Frame;
import org.gradwright.compiler.lang.scope.SuppliedParameter;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Formal;
import org.gradwright.compiler.lang.value.ActualArgument;
import org.gradwright.compiler.lang.value.Value;

/** Brings the arguments of a call to the formals. */
final class Formals {
    private final Session session;
    private final Evaluator evaluator;
    private final FormalKinds kinds;

    Formals(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
        this.kinds = new FormalKinds(session, evaluator);
    }

    /** The arguments of a built-in by formal; those that are absent are left out. */
    Map<String, ActualArgument> match(Builtin builtin, List<ActualArgument> arguments, CallSite site) {
        List<String> names = builtin.formals();
        Map<String, ActualArgument> matched = new LinkedHashMap<>();
        place(builtin.name(), names, arguments, matched);
        for (ActualArgument argument : arguments) {
            String name = argument.name().orElse("");
            if (argument.name().isPresent() && !names.contains(name)) {
                throw Fault.of(Diagnostic.error(
                                "G0305", argument.nameSpan(), "`" + builtin.name() + "` has no argument `" + name + "`")
                        .label(Suggestions.closest(name, names)
                                .map(n -> "did you mean `" + n + "`?")
                                .orElse(""))
                        .note(builtin.heading()));
            }
        }
        for (Builtin.Parameter formal : builtin.parameters()) {
            if (formal.isRequired() && !matched.containsKey(formal.name())) {
                throw Fault.of(missing(builtin.name(), formal.name(), site).note(builtin.heading()));
            }
        }
        return matched;
    }

    /** Puts positional arguments, then those named after formals, in their places. */
    private static void place(
            String callee, List<String> names, List<ActualArgument> arguments, Map<String, ActualArgument> matched) {
        int position = 0;
        for (ActualArgument argument : arguments) {
            if (argument.name().isEmpty()) {
                if (position == names.size()) {
                    throw Fault.of(tooMany(callee, names.size(), argument));
                }
                put(matched, names.get(position++), argument);
            }
        }
        for (ActualArgument argument : arguments) {
            if (argument.name().isPresent() && names.contains(argument.name().get())) {
                put(matched, argument.name().get(), argument);
            }
        }
    }

    private static void put(Map<String, ActualArgument> matched, String name, ActualArgument argument) {
        if (matched.put(name, argument) != null) {
            throw Fault.of(ActualArgument.twice(argument.span(), name));
        }
    }

    private static Diagnostic tooMany(String callee, int most, ActualArgument argument) {
        return Diagnostic.error(
                "G0306",
                argument.span(),
                "`" + callee + "` takes " + (most == 1 ? "one argument" : "at most " + most + " arguments"));
    }

    private static Diagnostic missing(String callee, String formal, CallSite site) {
        return Diagnostic.error("G0306", site.callee(), "`" + callee + "` needs `" + formal + "`");
    }

    /** Binds the formals of a def in its scope, and keeps what is meant for its parameters. */
    void bind(DefinedFunction callee, List<ActualArgument> arguments, Context inside) {
        Frame frame = inside.frame();
        List<String> names = callee.formals();
        place(callee.name(), names, arguments, frame.arguments());
        supplies(arguments, names, frame);
        for (Formal formal : callee.definition().formals()) {
            bind(formal, inside);
        }
    }

    private static void supplies(List<ActualArgument> arguments, List<String> names, Frame frame) {
        for (ActualArgument argument : arguments) {
            if (argument.name().isPresent() && !names.contains(argument.name().get())) {
                SuppliedParameter before = frame.supplies().put(argument.name().get(), new SuppliedParameter(argument));
                if (before != null
                        && before.nameSpan().file() == argument.nameSpan().file()
                        && !before.isUsed()
                        && frame.arguments().containsValue(argument)) {
                    throw Fault.of(ActualArgument.twice(
                            argument.span(), argument.name().get()));
                }
            }
        }
    }

    private void bind(Formal formal, Context inside) {
        Frame frame = inside.frame();
        String name = formal.name().text();
        Optional<ActualArgument> argument =
                Optional.ofNullable(frame.arguments().get(name));
        Definition definition = frame.callee().orElseThrow().definition();
        if (argument.isEmpty() && formal.defaultValue().isEmpty()) {
            throw Fault.of(missing(definition.name().text(), name, frame.site()).note(heading(definition)));
        }
        Value value = argument.map(ActualArgument::value)
                .orElseGet(() -> evaluator.evaluate(formal.defaultValue().get(), inside.unowned()));
        Value fitted = kinds.fit(formal, value, argument, inside);
        Binding binding = Binding.of(fitted, formal.name().span(), Binding.Kind.FORMAL);
        session.names().bind(formal.name(), binding, inside);
    }

    /** What is said of an argument that is neither a formal nor a parameter. */
    Diagnostic unknown(Frame frame, String name, Span span) {
        Definition definition = frame.callee().orElseThrow().definition();
        List<String> known =
                definition.formals().stream().map(f -> f.name().text()).collect(Collectors.toList());
        known.addAll(frame.parameters());
        String parameters = frame.parameters().isEmpty() ? "" : ", parameters " + String.join(", ", frame.parameters());
        return Diagnostic.error(
                        "G0305", span, "`" + definition.name() + "` has no argument or parameter `" + name + "`")
                .label(Suggestions.closest(name, known)
                        .map(n -> "did you mean `" + n + "`?")
                        .orElse(""))
                .note(heading(definition) + parameters);
    }

    /** As messages show a def: {@code dense(x : real[..., n], units, activation)}. */
    static String heading(Definition definition) {
        return definition.formals().stream()
                .map(Formals::text)
                .collect(Collectors.joining(", ", definition.name().spelling() + "(", ")"));
    }

    static String text(Formal formal) {
        return formal.kind()
                .filter(kind -> kind instanceof Formal.TensorKind)
                .map(kind -> formal.name().spelling() + " : "
                        + ((Formal.TensorKind) kind).type().span().text())
                .orElse(formal.name().spelling());
    }
}
