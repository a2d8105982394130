// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.train;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.compiler.lang.expression.Evaluator;
import org.gradwright.compiler.lang.scope.Binding;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Pattern;

/** Finds the parameters that patterns name. One that matches nothing is an error. */
final class Patterns {
    private final Session session;
    private final Evaluator evaluator;
    private final Context context;
    private final List<String> parameters;
    private final boolean incomplete;

    Patterns(Session session, Evaluator evaluator, Context context) {
        this.session = session;
        this.evaluator = evaluator;
        this.context = context;
        this.incomplete = session.diagnostics().hasErrors();
        this.parameters = session.registry().variables().entrySet().stream()
                .filter(e -> ((Variable) e.getValue().node().operation()).kind() == Variable.Kind.PARAMETER)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    /** The paths of all parameters in order of creation. */
    List<String> parameters() {
        return parameters;
    }

    /** The paths that a pattern matches, in order of creation. */
    List<String> match(Pattern pattern) {
        PathPattern compiled = PathPattern.of(pattern, session, evaluator, context);
        List<String> found = parameters.stream().filter(compiled::matches).toList();
        if (found.isEmpty()) {
            throw hopeless(pattern) ? Fault.silent() : Fault.of(unmatched(pattern));
        }
        return found;
    }

    /** Whether a parameter may be missing because of an error that has been reported. */
    private boolean hopeless(Pattern pattern) {
        if (pattern.segments().get(0) instanceof Pattern.Named named) {
            return session.names()
                    .find(named.name().text(), context)
                    .map(Binding::isPoison)
                    .orElse(false);
        }
        return incomplete;
    }

    private Diagnostic unmatched(Pattern pattern) {
        String there = parameters.isEmpty() ? "there are no parameters" : "there are " + String.join(", ", groups());
        String help = suggestion(pattern).map(s -> s + " " + there).orElse(there);
        return Diagnostic.error("G0401", pattern.span(), "pattern matches no parameter")
                .help(help);
    }

    /** The pattern with its first name mended. */
    private Optional<String> suggestion(Pattern pattern) {
        if (!(pattern.segments().get(0) instanceof Pattern.Named named)) {
            return Optional.empty();
        }
        Set<String> heads =
                parameters.stream().map(Patterns::head).collect(Collectors.toCollection(LinkedHashSet::new));
        Optional<String> near = Suggestions.closest(named.name().text(), heads);
        return near.map(name -> {
            String text = pattern.span()
                    .text()
                    .replaceFirst(
                            java.util.regex.Pattern.quote(named.name().spelling()),
                            java.util.regex.Matcher.quoteReplacement(name));
            long count = parameters.stream().filter(p -> head(p).equals(name)).count();
            return "did you mean `" + text + "` (" + count + (count == 1 ? " parameter" : " parameters") + ")?";
        });
    }

    private static String head(String path) {
        return path.split("[.\\[]", 2)[0];
    }

    /** The parameters, those of a loop in one. */
    private List<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        for (String path : parameters) {
            int bracket = path.indexOf('[');
            groups.add(bracket < 0 ? path : path.substring(0, bracket) + "[0..<" + iterations(path, bracket) + "].*");
        }
        List<String> shown = new ArrayList<>(groups);
        return shown.size() <= 12 ? shown : shown.subList(0, 12);
    }

    private long iterations(String path, int bracket) {
        String prefix = path.substring(0, bracket + 1);
        return parameters.stream()
                .filter(p -> p.startsWith(prefix))
                .map(p -> p.substring(prefix.length(), p.indexOf(']', prefix.length())))
                .distinct()
                .count();
    }
}
