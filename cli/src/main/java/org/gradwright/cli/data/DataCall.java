// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.syntax.Argument;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Expression.Call;
import org.gradwright.compiler.lang.syntax.Expression.ListLiteral;
import org.gradwright.compiler.lang.syntax.Expression.TextLiteral;

/** A call in a data block, its arguments by name. */
final class DataCall {
    private final Call call;
    private final String function;
    private final Map<String, Expression> arguments = new LinkedHashMap<>();

    /** @param formals the names of the arguments in order; those that end with {@code ?} may be left out */
    DataCall(Call call, String function, String... formals) {
        this.call = call;
        this.function = function;
        var names = new ArrayList<String>();
        for (String formal : formals) {
            names.add(formal.replace("?", ""));
        }
        for (int i = 0; i < call.arguments().size(); i++) {
            add(call.arguments().get(i), i, names);
        }
        for (String formal : formals) {
            if (!formal.endsWith("?") && !arguments.containsKey(formal)) {
                throw fault(call, "`" + function + "` needs `" + formal + "`");
            }
        }
    }

    private void add(Argument argument, int position, List<String> names) {
        String name = argument.name().isPresent()
                ? argument.name().get().toString()
                : position < names.size() ? names.get(position) : "";
        if (!names.contains(name)) {
            throw new DataFault(Diagnostic.error("G0503", argument.span(), "`" + function + "` has no such argument")
                    .help("it takes " + String.join(", ", names)));
        }
        if (arguments.put(name, argument.value()) != null) {
            throw fault(argument.value(), "`" + name + "` is given twice");
        }
    }

    static DataFault fault(Expression place, String fact) {
        return new DataFault(Diagnostic.error("G0503", place.span(), fact));
    }

    boolean has(String name) {
        return arguments.containsKey(name);
    }

    Expression get(String name) {
        return arguments.get(name);
    }

    Expression whole() {
        return call;
    }

    String text(String name) {
        return text(get(name), name);
    }

    private static String text(Expression value, String name) {
        if (value instanceof TextLiteral text) {
            return text.value();
        }
        throw new DataFault(Diagnostic.error("G0503", value.span(), "`" + name + "` must be a text")
                .help("write it in double quotes"));
    }

    Optional<List<String>> texts(String name) {
        Expression value = get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof ListLiteral list && !list.elements().isEmpty()) {
            return Optional.of(list.elements().stream().map(e -> text(e, name)).toList());
        }
        throw new DataFault(Diagnostic.error("G0503", value.span(), "`" + name + "` must be a list of texts")
                .help("write [\"first\", \"second\"]"));
    }
}
