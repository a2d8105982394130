// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.value.Callee;
import org.gradwright.compiler.lang.value.Value;

/**
 * A function that the language cannot express in itself.
 *
 * @param parameters its formals in order
 * @param body from the arguments to the result
 */
public record Builtin(String name, List<Parameter> parameters, Body body) implements Callee {
    /** A formal and what it is when absent. */
    public record Parameter(String name, Optional<Value> otherwise) {
        /** Whether every call must give it. */
        public boolean isRequired() {
            return otherwise.isEmpty();
        }
    }

    /** Checks the arguments and creates the nodes. */
    public interface Body {
        Value apply(Arguments arguments);
    }

    /** A built-in from its heading, {@code sum(x, axis = none, keep = false)}. */
    static Builtin of(String heading, Body body) {
        int open = heading.indexOf('(');
        String inner = heading.substring(open + 1, heading.length() - 1);
        List<Parameter> parameters = inner.isEmpty()
                ? List.of()
                : Stream.of(inner.split(", ")).map(Builtin::parameter).toList();
        return new Builtin(heading.substring(0, open), parameters, body);
    }

    private static Parameter parameter(String text) {
        String[] parts = text.split(" = ");
        return new Parameter(parts[0], parts.length == 1 ? Optional.empty() : Optional.of(otherwise(parts[1])));
    }

    private static Value otherwise(String text) {
        return switch (text) {
            case "none" -> Value.None.NONE;
            case "true" -> new Value.Bool(true);
            case "false" -> new Value.Bool(false);
            default ->
                text.contains(".") ? Value.Decimal.of(Double.parseDouble(text)) : Value.Whole.of(Long.parseLong(text));
        };
    }

    /** The names of the formals in order. */
    public List<String> formals() {
        return parameters.stream().map(Parameter::name).toList();
    }

    @Override
    public List<String> tensorFormals() {
        return parameters.stream()
                .filter(Parameter::isRequired)
                .map(Parameter::name)
                .limit(1)
                .toList();
    }

    /** The heading with the values of what may be absent. */
    public String signature() {
        return name
                + parameters.stream()
                        .map(f -> f.name()
                                + f.otherwise().map(v -> " = " + v.describe()).orElse(""))
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /** As a message shows it: {@code sum(x, axis, keep)}. */
    public String heading() {
        return name + "(" + String.join(", ", formals()) + ")";
    }
}
