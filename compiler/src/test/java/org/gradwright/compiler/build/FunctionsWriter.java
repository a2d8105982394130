// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.lang.StandardLibrary;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.gradwright.compiler.lang.syntax.Definition;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Parser;
import org.gradwright.compiler.lang.syntax.Statement;
import org.gradwright.compiler.train.Optimisers;

/** Writes the builder's functions: from {@code std.graph}, the built-in functions, the optimisers and the schedules. */
final class FunctionsWriter {
    private static final List<String> SCHEDULES = List.of(
            "cosine(peak, warmup = 0, steps = required)",
            "one_cycle(peak, steps = required)",
            "linear(from, to, steps = required)",
            "step(from, every = required, factor = 0.1)",
            "plateau(from, every = required, patience = 10, factor = 0.1, threshold = 1e-4, least = 0)");

    /** Initialisers whose names alone are values. */
    private static final List<String> STARTS =
            List.of("zeros", "ones", "orthogonal", "glorot_uniform", "glorot_normal", "he_uniform", "he_normal");

    private FunctionsWriter() {}

    /** Writes the files below a source folder. */
    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = Path.of(arguments[0]).resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    /** The text of each file by its path below the source folder. */
    static Map<String, String> files() {
        List<Definition> definitions = definitions();
        List<Signature> standard = definitions.stream().map(Signature::of).toList();
        Set<String> layers = layers(definitions);
        List<Signature> builtIns = StandardLibrary.builtIns().stream()
                .map(Signature::of)
                .filter(s -> standard.stream().noneMatch(d -> d.name().equals(s.name())))
                .toList();
        List<Signature> plain =
                standard.stream().filter(s -> !layers.contains(s.name())).toList();
        List<Signature> functions =
                Stream.concat(builtIns.stream(), plain.stream()).toList();
        List<Signature> training = training();
        Map<String, String> files = new LinkedHashMap<>();
        put(files, "Std", std(standard));
        put(files, "Functions", functions(functions));
        put(files, "Trainers", trainers(training));
        Stream.of(builtIns, standard, training)
                .flatMap(List::stream)
                .filter(FunctionsWriter::hasClass)
                .forEach(s -> put(files, "calls/" + s.className(), callClass(s)));
        return files;
    }

    private static void put(Map<String, String> files, String name, String text) {
        files.put("org/gradwright/compiler/build/" + name + ".java", text);
    }

    static List<Definition> definitions() {
        var source = new SourceFile("std.graph", StandardLibrary.text());
        return Parser.parse(source, new Diagnostics()).items().stream()
                .filter(item -> item instanceof Definition)
                .map(item -> (Definition) item)
                .toList();
    }

    /** The defs that own parameters, themselves or through the layers in them. */
    static Set<String> layers(List<Definition> definitions) {
        Set<String> layers = new HashSet<>();
        int before = -1;
        while (before < layers.size()) {
            before = layers.size();
            definitions.stream()
                    .filter(d -> d.body().stream().anyMatch(s -> owns(s, layers)))
                    .forEach(d -> layers.add(d.name().text()));
        }
        return layers;
    }

    private static boolean owns(Statement statement, Set<String> layers) {
        return statement instanceof Statement.Param
                || statement instanceof Statement.Layer
                || statement instanceof Statement.Binding binding
                        && binding.values().stream()
                                .anyMatch(v -> v instanceof Expression.Call call
                                        && layers.contains(call.callee().span().text()));
    }

    private static List<Signature> training() {
        Stream<String> optimisers = Optimisers.NAMES.stream().map(FunctionsWriter::heading);
        return Stream.concat(optimisers, SCHEDULES.stream()).map(Signature::of).toList();
    }

    private static String heading(String optimiser) {
        Optimiser made = Optimisers.create(optimiser, Map.of("lr", 0.5));
        String settings = made.settings().entrySet().stream()
                .filter(e -> !e.getKey().equals("lr"))
                .map(e -> ", " + e.getKey() + " = " + e.getValue())
                .collect(Collectors.joining());
        return optimiser + "(lr" + settings + ")";
    }

    private static boolean hasClass(Signature s) {
        return !s.named().isEmpty() && s.parameters().stream().anyMatch(p -> !p.isRequired())
                || s.named().stream().anyMatch(Signature.Parameter::isRequired);
    }

    private static String type(Signature s) {
        return hasClass(s) ? s.className() : "FunctionCall";
    }

    private static String head(String rest) {
        return "// SPDX-License-Identifier: Apache-2.0\n" + rest;
    }

    private static String imports(List<Signature> signatures) {
        return signatures.stream()
                .filter(FunctionsWriter::hasClass)
                .map(Signature::className)
                .distinct()
                .sorted()
                .map(name -> "import org.gradwright.compiler.build.calls." + name + ";\n")
                .collect(Collectors.joining());
    }

    private static String std(List<Signature> signatures) {
        var out = new StringBuilder(head("package org.gradwright.compiler.build;\n\n" + imports(signatures)));
        out.append(
                "\n/** The standard layers and functions; generated from {@code std.graph}, which defines them. */\n");
        out.append("public final class Std {\n");
        out.append("    /** All of them. */\n    public static final Std std = new Std();\n\n    private Std() {}\n");
        signatures.forEach(s -> {
            method(out, s, "public ", javadoc(s));
            waiting(out, s, "public ");
        });
        return out.append("}\n").toString();
    }

    private static String functions(List<Signature> signatures) {
        var out = new StringBuilder(head("package org.gradwright.compiler.build;\n\n" + imports(signatures)));
        out.append("\n/**\n * The functions of the language; generated. A field is a function as a value,"
                + " {@code activation(relu)}, or an initialiser.\n */\n");
        out.append("public final class Functions {\n");
        signatures.stream()
                .filter(s -> s.isActivation() || STARTS.contains(s.name()))
                .forEach(s -> out.append(
                        "    public static final Term " + s.javaName() + " = Term.word(\"" + s.name() + "\");\n\n"));
        out.append("    private Functions() {}\n");
        signatures.stream().filter(s -> !s.parameters().isEmpty()).forEach(s -> {
            method(out, s, "public static ", javadoc(s));
            if (!s.documentation().isEmpty()) {
                waiting(out, s, "public static ");
            }
        });
        return out.append("}\n").toString();
    }

    private static String trainers(List<Signature> signatures) {
        var out = new StringBuilder(head("package org.gradwright.compiler.build;\n\n" + imports(signatures)));
        out.append("\n/** Optimisers, and schedules for their rates; generated. */\n");
        out.append("public final class Trainers {\n    private Trainers() {}\n");
        signatures.forEach(s -> method(out, s, "public static ", javadoc(s)));
        return out.append("}\n").toString();
    }

    private static String javadoc(Signature s) {
        String code = "{@code " + s.heading().replace(" = required", "") + "}";
        if (s.documentation().isEmpty()) {
            return "    /** " + code + " */\n";
        }
        String text = s.documentation()
                .replace("\n", "\n     * ")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        return "    /**\n     * " + text + "\n     *\n     * <p>" + code + "\n     */\n";
    }

    private static void method(StringBuilder out, Signature s, String modifiers, String javadoc) {
        List<Signature.Parameter> required = s.required();
        boolean list = !required.isEmpty() && required.get(required.size() - 1).isList();
        String formals = required.stream().map(p -> "Object " + p.javaName()).collect(Collectors.joining(", "));
        String arguments = required.stream().map(Signature.Parameter::javaName).collect(Collectors.joining(", "));
        if (list) {
            int last = formals.lastIndexOf("Object ");
            formals = formals.substring(0, last) + "Object... " + formals.substring(last + 7);
            String name = required.get(required.size() - 1).javaName();
            String value = s.name().equals("concat")
                            || s.name().equals("stack")
                            || s.name().equals("transpose")
                    ? "Call.list(" + name + ")"
                    : "Call.oneOrList(" + name + ")";
            arguments = arguments.substring(0, arguments.length() - name.length()) + value;
        }
        out.append("\n" + javadoc + "    " + modifiers + type(s) + " " + s.javaName() + "(" + formals + ") {\n");
        String separator = arguments.isEmpty() ? "" : ", ";
        out.append("        return new " + type(s) + "(Call.Parts.of(\"" + s.name() + "\"" + separator + arguments
                + "));\n    }\n");
    }

    /** A call that lacks its tensors: a function with settings. */
    private static void waiting(StringBuilder out, Signature s, String modifiers) {
        boolean waits = !s.required().isEmpty() && s.parameters().get(0).tensor();
        if (waits) {
            out.append("\n    /** Without its tensors: the function, which may be given settings. */\n");
            out.append("    " + modifiers + type(s) + " " + s.javaName() + "() {\n");
            out.append("        return new " + type(s) + "(Call.Parts.of(\"" + s.name() + "\"));\n    }\n");
        }
    }

    private static String callClass(Signature s) {
        String name = s.className();
        var out = new StringBuilder(head(
                "package org.gradwright.compiler.build.calls;\n\n" + "import org.gradwright.compiler.build.Call;\n"));
        String heading = s.heading().replace(" = required", "");
        out.append("\n/** A call of {@code " + heading + "}; generated. */\n");
        out.append("public final class " + name + " extends Call<" + name + "> {\n");
        out.append("    public " + name + "(Parts parts) {\n        super(parts);\n    }\n");
        out.append("\n    @Override\n    protected " + name + " of(Parts parts) {\n        return new " + name
                + "(parts);\n    }\n");
        s.named().forEach(p -> setter(out, name, p));
        return out.append("}\n").toString();
    }

    private static void setter(StringBuilder out, String name, Signature.Parameter p) {
        String otherwise = p.otherwise()
                .map(o -> o.equals("required") ? "Required." : "Without it, {@code " + o + "}.")
                .orElse("Required, unless it is given with the tensors.");
        out.append("\n    /** " + otherwise + " */\n");
        String java = p.javaName();
        String formal = (p.isCondition() ? "boolean " : p.isList() ? "Object... " : "Object ") + java;
        String value = p.isList() ? "oneOrList(" + java + ")" : java;
        out.append("    public " + name + " " + java + "(" + formal + ") {\n");
        out.append("        return with(\"" + p.name() + "\", " + value + ");\n    }\n");
    }
}
