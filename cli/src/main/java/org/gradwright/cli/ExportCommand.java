// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.lang.Model;
import org.gradwright.onnx.exports.Exporter;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxWriter;
import org.gradwright.runtime.TrainingStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradwright export}: writes the outputs of a model as an ONNX model. */
@Command(
        name = "export",
        description = "Writes what a trained model predicts as an ONNX model, for other runtimes.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private Weights weights;

    @Option(names = "-o", paramLabel = "FILE", description = "the file to write; otherwise the model's name with .onnx")
    private Path output;

    @Override
    public Integer call() {
        Model model = modelOptions.read();
        Path file = output != null
                ? output
                : modelOptions.folder().resolve(model.graph().name() + ".onnx");
        new Outputs()
                .reading(modelOptions.file(), weights.file())
                .file("-o", file)
                .check();
        try {
            Map<String, Tensor> values = values(model.graph());
            AtomicOutput.write(file, OnnxWriter.bytes(Exporter.model(model.graph(), values::get)));
        } catch (OnnxException e) {
            throw new CommandException(modelOptions.file().getFileName() + ": " + e.getMessage(), e);
        }
        var out = spec.commandLine().getOut();
        out.println("written to " + file);
        out.flush();
        return 0;
    }

    /** The values of parameters and states, which fit or are refused. */
    private Map<String, Tensor> values(Graph graph) {
        Graph forward = graph.predicting(graph.outputs());
        var values = new HashMap<String, Tensor>();
        try (TrainingStep step =
                Compiler.compile(forward, modelOptions.compileOptions()).load().create(0)) {
            weights.restore(step);
            step.variables().forEach(v -> values.put(v.path(), new Tensor(v.shape(), v.doubles())));
        }
        return values;
    }
}
