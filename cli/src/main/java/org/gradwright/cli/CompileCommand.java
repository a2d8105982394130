// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.lang.model.SourceVersion;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.budget.BudgetException;
import org.gradwright.compiler.lang.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gradwright compile}: writes the class of a model, or its source, for a program that embeds it. */
@Command(
        name = "compile",
        description = "Compiles a model into a class that needs only the small runtime.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class CompileCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Option(names = "-o", paramLabel = "FOLDER|JAR", description = "where to write; a name that ends with .jar is one")
    private Path output;

    @Option(names = "--package", paramLabel = "NAME", defaultValue = "", description = "the package of the class")
    private String packageName;

    @Option(
            names = "--emit",
            paramLabel = "class|java|both",
            defaultValue = "class",
            description = "bytecode, readable Java source, or both")
    private Emit emit;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            description = "the memory of the arena at the batch of `fit`: values are computed again until it suffices")
    private Long maxBytes;

    @Option(
            names = "--standalone",
            description = "with all that the class needs of the runtime, in the package `gradwright` below its own")
    private boolean standalone;

    private enum Emit {
        CLASS,
        JAVA,
        BOTH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        checkOptions();
        checkOutput();
        Model model = modelOptions.read();
        Compilation compilation = compile(model);
        var out = spec.commandLine().getOut();
        out.println(new CompileReport(compilation, model));
        if (output != null) {
            write(files(compilation));
            out.println("written to " + output + (standalone ? ", which needs nothing but Java" : ""));
        }
        out.flush();
        return 0;
    }

    private void checkOptions() {
        if (!packageName.isEmpty() && !SourceVersion.isName(packageName)) {
            throw new ParameterException(spec.commandLine(), "--package " + packageName + " is no Java package");
        }
        if (standalone && emit != Emit.CLASS) {
            throw new ParameterException(
                    spec.commandLine(), "--standalone writes classes, not sources: leave out --emit " + emit);
        }
    }

    private void checkOutput() {
        var outputs = new Outputs().reading(modelOptions.file());
        if (output != null && !isJar() && Files.exists(output) && !Files.isDirectory(output)) {
            throw new CommandException(output + " is a file; name a folder or a .jar");
        }
        (isJar() ? outputs.file("-o", output) : outputs.folder("-o", output)).check();
    }

    private boolean isJar() {
        return output != null && output.toString().endsWith(".jar") && !Files.isDirectory(output);
    }

    private Compilation compile(Model model) {
        CompileOptions options = modelOptions.compileOptions().withPackage(packageName);
        if (maxBytes == null) {
            return Compiler.compile(model.graph(), options);
        }
        try {
            return Compiler.compile(model.graph(), options.withMaxBytes(maxBytes, CompileReport.sizes(model)));
        } catch (BudgetException e) {
            throw new CommandException("--max-bytes " + maxBytes + ": " + e.getMessage());
        }
    }

    private Map<String, byte[]> files(Compilation compilation) {
        if (standalone) {
            return compilation.standaloneByPath();
        }
        var files = new LinkedHashMap<String, byte[]>();
        if (emit != Emit.JAVA) {
            files.putAll(compilation.classesByPath());
        }
        if (emit != Emit.CLASS) {
            files.put(compilation.sourcePath(), compilation.source().getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private void write(Map<String, byte[]> files) {
        if (isJar()) {
            AtomicOutput.write(output, Jar.of(files));
        } else {
            files.forEach((name, bytes) -> AtomicOutput.write(output.resolve(name), bytes));
        }
    }
}
