// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The model file and what a caller may decide in place of it. */
final class ModelOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "the model file, such as model.graph")
    private Path file;

    @Option(
            names = "--precision",
            paramLabel = "f32|f64",
            description = "the precision of all real numbers, in place of the model's")
    private FloatingPrecision precision;

    @Option(
            names = "--dim",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "NAME=SIZE",
            description = "fixes a free size when compiling; repeatable")
    private final Map<String, Long> sizes = new LinkedHashMap<>();

    @Option(
            names = "--const",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "NAME=VALUE",
            description = "replaces a constant of the model; repeatable")
    private final Map<String, String> constants = new LinkedHashMap<>();

    @Option(
            names = "--add-output",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "NAME=EXPRESSION",
            description = "adds an output, such as \"slopes=jacobian(p, x)\"; repeatable")
    private final Map<String, String> outputs = new LinkedHashMap<>();

    private enum FloatingPrecision {
        F32,
        F64;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Path file() {
        return file;
    }

    /** The folder that the model's data files are relative to. */
    Path folder() {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** The sizes that are fixed by the command line. */
    Map<String, Long> sizes() {
        return sizes;
    }

    /** How to compile the model as the command line says. */
    CompileOptions compileOptions() {
        return CompileOptions.DEFAULT.withSourceFile(file.getFileName().toString());
    }

    /** The model; its warnings go to standard error. */
    Model read() {
        return read(options());
    }

    /** The model in double precision. */
    Model readAsDoubles() {
        return read(options().withPrecision(Precision.F64));
    }

    private Model read(Options options) {
        Model model = Language.parse(file, options);
        for (Diagnostic warning : model.warnings()) {
            spec.commandLine().getErr().println(Legible.of(warning.render().stripTrailing()));
        }
        return model;
    }

    private Options options() {
        Options options = Options.NONE;
        if (precision != null) {
            options = options.withPrecision(Precision.valueOf(precision.name()));
        }
        for (Map.Entry<String, Long> size : sizes.entrySet()) {
            options = options.withSize(size.getKey(), size.getValue());
        }
        for (Map.Entry<String, String> constant : constants.entrySet()) {
            options = options.withConstant(constant.getKey(), constant.getValue());
        }
        for (Map.Entry<String, String> output : outputs.entrySet()) {
            options = options.withOutput(output.getKey(), output.getValue());
        }
        return options;
    }
}
