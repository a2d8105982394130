// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gradwright.compiler.lang.format.Formatter;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxReader;
import org.gradwright.onnx.imports.ImportOptions;
import org.gradwright.onnx.imports.ImportedFiles;
import org.gradwright.onnx.imports.Importer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradwright import}: writes an ONNX model as a text of the language. */
@Command(
        name = "import",
        description = {
            "Writes an ONNX model as model.graph, which can be read and trained, and its values beside it as model.safetensors.",
            "The loss and the train line are yours to add; then train with --weights model.safetensors."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "the ONNX file")
    private Path file;

    @Option(names = "-o", paramLabel = "FILE", description = "the text to write; otherwise MODEL's name with .graph")
    private Path output;

    @Option(names = "--name", paramLabel = "NAME", description = "the name of the graph and of its class")
    private String name;

    @Option(names = "--dim", paramLabel = "NAME=SIZE", description = "fixes a free size of the model; repeatable")
    private final Map<String, Long> sizes = new LinkedHashMap<>();

    @Option(
            names = "--param",
            paramLabel = "NAME",
            description = "a single number of the file that is to be trained, not a constant; repeatable")
    private Set<String> parameters = Set.of();

    @Override
    public Integer call() {
        Path text = output != null ? output : named(file, ".graph");
        Path weights = named(text, ".safetensors");
        new Outputs().reading(file).file("-o", text).file("weights in", weights).check();
        ImportedFiles files = files(weights.getFileName().toString());
        if (!files.tables().isEmpty()) {
            files.writeTables(weights);
        }
        AtomicOutput.write(text, Formatter.format(files.text()));
        var out = spec.commandLine().getOut();
        out.println("written to " + text + (files.tables().isEmpty() ? "" : " and " + weights));
        out.flush();
        return 0;
    }

    private ImportedFiles files(String weights) {
        String origin = file.getFileName().toString();
        try {
            var model = OnnxReader.read(file);
            var options = new ImportOptions(Optional.ofNullable(name), sizes, Map.of(), parameters);
            return ImportedFiles.of(Importer.run(model, options), origin, weights);
        } catch (OnnxException e) {
            throw new CommandException(origin + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of the same name with another ending. */
    private static Path named(Path file, String ending) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
    }
}
