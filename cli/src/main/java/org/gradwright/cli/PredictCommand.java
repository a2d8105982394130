// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.ObjIntConsumer;
import org.gradwright.cli.data.DataBlockReader;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.Feed;
import org.gradwright.cli.data.InputFiles;
import org.gradwright.cli.data.Trained;
import org.gradwright.cli.predict.NpyOutput;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.Model;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.data.Batch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gradwright predict}: prints the outputs of a trained model, one example a line. */
@Command(
        name = "predict",
        description = "Prints the outputs of a trained model, one example a line.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class PredictCommand implements Callable<Integer> {
    private static final int BATCH = 128;
    private static final int PICTURES = 10;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private Threads threads;

    @Mixin
    private Weights weights;

    @Option(
            names = "--input",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "NAME=FILE",
            description =
                    "an input's values as they are: .npy, .npz, .csv (all columns), or IDX; with --data, the file or"
                            + " folder to read in place of the one that the block names; repeatable")
    private final Map<String, Path> inputs = new LinkedHashMap<>();

    @Option(names = "--data", paramLabel = "BLOCK", description = "take the inputs from this data block of the model")
    private String block;

    @Option(
            names = "--output",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            paramLabel = "NAME",
            description = "print this output only; repeatable")
    private List<String> outputs = List.of();

    @Option(names = "--limit", paramLabel = "N", description = "the first N examples only")
    private Integer limit;

    @Option(
            names = "--format",
            paramLabel = "csv|jsonl|npy",
            defaultValue = "csv",
            description = "a table, a JSON object a line, or an array of NumPy, which needs -o")
    private Format format;

    @Option(names = "-o", paramLabel = "FILE", description = "write to this file, whole or not at all")
    private Path file;

    @Option(
            names = "--pictures",
            paramLabel = "FILE.png",
            description = "draw the outputs that are pictures, a row for each output and a column for each example"
                    + " (the first 10, or --limit), and print nothing")
    private Path pictures;

    private enum Format {
        CSV,
        JSONL,
        NPY;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        Positive.check(spec, "--limit", limit);
        threads.check();
        if (block == null && inputs.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give --data BLOCK or --input NAME=FILE, or both");
        }
        if (format == Format.NPY && file == null) {
            throw new ParameterException(spec.commandLine(), "--format npy needs -o FILE");
        }
        if (pictures != null && file != null) {
            throw new ParameterException(spec.commandLine(), "--pictures draws and prints nothing: leave out -o");
        }
        outputs().check();
        Model model = modelOptions.read();
        Graph graph = prediction(model.graph());
        ExampleAxis axis = ExampleAxis.of(graph);
        Compilation compilation = Compiler.compile(graph, modelOptions.compileOptions());
        Examples examples = examples(model, compilation.step().predict().inputs(), axis);
        try (TrainingStep step = compilation.load().create(0)) {
            step.threads(threads.count());
            weights.restore(step);
            if (pictures != null) {
                draw(step, compilation, axis, examples.limit(limit == null ? PICTURES : limit));
            } else {
                write(step, compilation, axis, limit == null ? examples : examples.limit(limit));
            }
        }
        return 0;
    }

    private Outputs outputs() {
        return new Outputs()
                .reading(modelOptions.file(), weights.file())
                .reading(inputs.values().toArray(Path[]::new))
                .file("-o", file)
                .file("--pictures", pictures);
    }

    /** The outputs that are asked for and nothing else, so that their inputs suffice. */
    private Graph prediction(Graph graph) {
        for (String name : outputs) {
            if (!graph.outputs().containsKey(name)) {
                throw new CommandException("the model has no output `" + name + "`; it has "
                        + String.join(", ", graph.outputs().keySet()));
            }
        }
        Map<String, Node> chosen = new LinkedHashMap<>(graph.outputs());
        if (!outputs.isEmpty()) {
            chosen.keySet().retainAll(Set.copyOf(outputs));
        }
        if (chosen.isEmpty()) {
            throw new CommandException("the model has no output; declare one, such as `output p = softmax(logits)`");
        }
        return graph.predicting(chosen);
    }

    private Examples examples(Model model, List<Input> needed, ExampleAxis axis) {
        if (block == null) {
            return new InputFiles(axis, model.graph().precision()).read(inputs, needed);
        }
        InputFiles.requireKnown(inputs, needed);
        int most = limit == null ? Integer.MAX_VALUE : limit;
        return DataBlockReader.of(model, modelOptions.folder(), Trained.read(weights.file()), most)
                .read(block, needed, inputs);
    }

    private void draw(TrainingStep step, Compilation compilation, ExampleAxis axis, Examples examples) {
        var sheet = new PictureSheet(compilation.graph(), axis);
        Feed feed = feed(compilation, axis, examples);
        eachBatch(step, feed, sheet::add);
        sheet.write(pictures);
        spec.commandLine().getOut().println("written to " + pictures);
        spec.commandLine().getOut().flush();
    }

    private static Feed feed(Compilation compilation, ExampleAxis axis, Examples examples) {
        List<Input> all = compilation.graph().declaredInputs();
        return new Feed(compilation.step().predict(), all, axis, examples);
    }

    private void write(TrainingStep step, Compilation compilation, ExampleAxis axis, Examples examples) {
        if (format == Format.NPY) {
            var array = new NpyOutput(compilation.graph(), axis, examples.sizes());
            eachBatch(step, feed(compilation, axis, examples), array::add);
            AtomicOutput.write(file, array.bytes());
        } else if (file != null) {
            var text = new StringWriter();
            print(step, compilation, axis, examples, new PrintWriter(text));
            AtomicOutput.write(file, text.toString());
        } else {
            print(step, compilation, axis, examples, spec.commandLine().getOut());
        }
    }

    private void print(
            TrainingStep step, Compilation compilation, ExampleAxis axis, Examples examples, PrintWriter out) {
        var rows = new OutputRows(compilation.graph(), axis);
        if (format == Format.CSV) {
            out.println(rows.header(examples.sizes()));
        }
        eachBatch(step, feed(compilation, axis, examples), (values, batch) -> {
            for (int example = 0; example < batch; example++) {
                out.println(
                        format == Format.CSV ? rows.csv(values, example, batch) : rows.json(values, example, batch));
            }
        });
        out.flush();
    }

    private static void eachBatch(TrainingStep step, Feed feed, ObjIntConsumer<Object[]> outputs) {
        for (Batch batch : feed.inOrder(BATCH).epoch(0)) {
            outputs.accept(step.predictWith(feed.arguments(batch)), batch.size());
        }
    }
}
