// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gradwright.cli.data.DataBlockReader;
import org.gradwright.cli.data.Examples;
import org.gradwright.cli.data.Trained;
import org.gradwright.cli.derive.DerivationValues;
import org.gradwright.compiler.derive.Derivation;
import org.gradwright.compiler.derive.DerivationPage;
import org.gradwright.compiler.derive.Deriver;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.notation.Document;
import org.gradwright.compiler.notation.DocumentWriter;
import org.gradwright.compiler.notation.HtmlDocument;
import org.gradwright.compiler.notation.LatexDocument;
import org.gradwright.compiler.notation.MarkdownDocument;
import org.gradwright.compiler.notation.TextDocument;
import org.gradwright.compiler.optimise.Specialise;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradwright derive}: writes how the gradients follow from the model. */
@Command(
        name = "derive",
        description = "Derives the gradient of every parameter as a person would write it.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class DeriveCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Option(names = "--of", paramLabel = "NAME", description = "what is derived; otherwise the loss")
    private String of;

    @Option(
            names = "--wrt",
            paramLabel = "NAME",
            description = "derive by this parameter, input or named value; repeatable; otherwise by all parameters")
    private List<String> wrt = List.of();

    @Option(names = "--format", paramLabel = "text|markdown|latex|html", defaultValue = "text")
    private Format format;

    @Option(names = "-o", paramLabel = "FILE", description = "the file to write; otherwise it is printed")
    private Path output;

    @Option(names = "--values", description = "carry numbers through, for the first examples of a data block")
    private boolean values;

    @Option(
            names = "--data",
            paramLabel = "BLOCK",
            defaultValue = "train",
            description = "the data block that the examples of --values come from")
    private String block;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "2", description = "how many examples --values takes")
    private int limit;

    @Option(names = "--weights", paramLabel = "FILE", description = "a safetensors file with weights for --values")
    private Path weights;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "otherwise draws them")
    private long seed;

    private enum Format {
        TEXT(new TextDocument()),
        MARKDOWN(new MarkdownDocument()),
        LATEX(new LatexDocument()),
        HTML(new HtmlDocument());

        private final DocumentWriter writer;

        Format(DocumentWriter writer) {
            this.writer = writer;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        Positive.check(spec, "--limit", limit);
        new Outputs().reading(modelOptions.file(), weights).file("-o", output).check();
        Model model = modelOptions.readAsDoubles();
        Graph graph = model.graph();
        Derivation derivation = derivation(graph);
        Document page = DerivationPage.of(derivation, values ? values(model, derivation) : Map.of());
        String text = format.writer.write(page);
        if (output == null) {
            spec.commandLine().getOut().println(text.stripTrailing());
            spec.commandLine().getOut().flush();
        } else {
            AtomicOutput.write(output, text.getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private Derivation derivation(Graph graph) {
        var wanted = new LinkedHashMap<String, Node>();
        wanted.put("of", of == null ? loss(graph) : named(graph, of, "--of"));
        wrt.forEach(name -> wanted.put("by " + name, named(graph, name, "--wrt")));
        Graph training = Specialise.training(graph.predicting(wanted), true);
        var xs = new ArrayList<>(training.outputs().values());
        Node y = xs.remove(0);
        if (!y.type().isReal()) {
            throw new CommandException("only real values have derivatives, not " + y.type());
        }
        List<Node> by = wrt.isEmpty() ? graph.parameters() : xs;
        Derivation derivation = Deriver.derive(graph.name(), y, by);
        if (derivation.backward().isEmpty()) {
            throw new CommandException((of == null ? "the loss" : "`" + of + "`") + " does not depend on "
                    + (wrt.isEmpty() ? "any parameter" : "`" + String.join("`, `", wrt) + "`"));
        }
        return derivation;
    }

    private Node loss(Graph graph) {
        if (graph.trainings().size() == 1) {
            return graph.trainings().get(0).loss();
        }
        throw new CommandException(
                graph.trainings().isEmpty()
                        ? "the model has no `train` line; say what to derive with --of NAME"
                        : "the model has several `train` lines; say what to derive with --of NAME, for example --of "
                                + graph.trainings().get(0).loss().name());
    }

    private static Node named(Graph graph, String name, String option) {
        return Nodes.topological(graph.roots()).stream()
                .filter(node -> name.equals(nameOf(node)))
                .findFirst()
                .orElseThrow(() -> new CommandException("the model has no value `" + name + "` for " + option
                        + "; `gradwright check` lists the values that have names"));
    }

    private static String nameOf(Node node) {
        return node.operation() instanceof Leaf leaf ? leaf.path() : node.name();
    }

    private Map<Node, Tensor> values(Model model, Derivation derivation) {
        var numbers = new DerivationValues(model.graph(), Optional.ofNullable(weights), seed);
        Trained trained = weights == null ? Trained.NOTHING : Trained.read(weights);
        Examples examples = DataBlockReader.of(model, modelOptions.folder(), trained, limit)
                .read(block, numbers.inputs(derivation))
                .limit(limit);
        return numbers.of(derivation, examples);
    }
}
