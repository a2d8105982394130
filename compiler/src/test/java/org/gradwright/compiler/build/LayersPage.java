// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Statement;

/** Writes {@code docs/layers.md} from the definitions of the standard layers and the comments above them. */
final class LayersPage {
    private static final String HEAD = """
            # Layers and functions

            All that `std.graph` defines, in the language itself; the page is written from it. A name of your own wins over one of these.
            What the language cannot express in itself is in [language.md](language.md#built-in-functions).

            Write the page anew after a change of `std.graph`:

                mvn -q -pl compiler -am test-compile
                java -cp compiler/target/classes:compiler/target/test-classes:runtime/target/classes org.gradwright.compiler.build.LayersPage docs/layers.md
            """;

    private final Map<String, Definition> definitions = new LinkedHashMap<>();
    private final Set<String> layers;

    private LayersPage(List<Definition> definitions) {
        definitions.forEach(d -> this.definitions.put(d.name().text(), d));
        this.layers = FunctionsWriter.layers(definitions);
    }

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text());
    }

    static String text() {
        return new LayersPage(FunctionsWriter.definitions()).page();
    }

    private String page() {
        return HEAD
                + "\n## Layers\n\nThey own the parameters that are listed, called after the statement that makes the layer.\n"
                + section(true)
                + "\n## Functions\n"
                + section(false);
    }

    private String section(boolean ofLayers) {
        return definitions.values().stream()
                .filter(d -> layers.contains(d.name().text()) == ofLayers)
                .map(this::entry)
                .collect(Collectors.joining());
    }

    private String entry(Definition definition) {
        String parameters = parameters(definition).map(p -> "- `" + p + "`\n").collect(Collectors.joining());
        return "\n### " + definition.name() + "\n\n`" + heading(definition) + "`\n\n"
                + definition.documentation().replace('\n', ' ') + "\n"
                + (parameters.isEmpty() ? "" : "\n" + parameters);
    }

    private static String heading(Definition definition) {
        String formals = definition.formals().stream()
                .map(f -> f.span().text().replaceAll("\\s+", " "))
                .collect(Collectors.joining(", "));
        return definition.name() + "(" + formals + ")";
    }

    private Stream<String> parameters(Definition definition) {
        return definition.body().stream().flatMap(this::parameters).distinct();
    }

    private Stream<String> parameters(Statement statement) {
        if (statement instanceof Statement.Param param) {
            return param.names().stream()
                    .map(n -> n + param.type().map(t -> " : " + t.span().text()).orElse(""));
        }
        if (statement instanceof Statement.State state) {
            return state.names().stream()
                    .map(n -> "state " + n + " : " + state.type().span().text());
        }
        if (statement instanceof Statement.If choice) {
            return Stream.concat(choice.then().stream(), choice.otherwise().stream())
                    .flatMap(this::parameters);
        }
        if (statement instanceof Statement.Layer layer) {
            return ofCall(layer.name().text(), layer.value());
        }
        if (statement instanceof Statement.Binding binding) {
            return binding.values().stream()
                    .flatMap(v -> ofCall(binding.targets().get(0).span().text(), v));
        }
        return statement instanceof Statement.Return result
                ? result.values().stream().filter(this::isLayer).flatMap(v -> parameters(definitions.get(callee(v))))
                : Stream.empty();
    }

    private Stream<String> ofCall(String owner, Expression value) {
        return isLayer(value) ? Stream.of(owner + ": " + callee(value)) : Stream.empty();
    }

    private boolean isLayer(Expression value) {
        return layers.contains(callee(value));
    }

    private static String callee(Expression value) {
        return value instanceof Expression.Call call ? call.callee().span().text() : "";
    }
}
