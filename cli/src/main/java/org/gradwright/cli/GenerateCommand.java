// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.gradwright.cli.data.Alphabet;
import org.gradwright.cli.data.DataBlockReader;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.optimise.FixSizes;
import org.gradwright.compiler.optimise.Specialise;
import org.gradwright.runtime.TrainingStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gradwright generate}: text, character by character, by a model that says which comes next. */
@Command(
        name = "generate",
        description = "Writes text with a trained model whose output is the probability of each next character.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class GenerateCommand implements Callable<Integer> {
    private static final int LONGEST = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private Weights weights;

    @Option(names = "--prompt", paramLabel = "TEXT", defaultValue = "\n", description = "what the text begins with")
    private String prompt;

    @Option(names = "--length", paramLabel = "N", defaultValue = "500", description = "how many characters to add")
    private int length;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.8",
            description = "below 1 likely characters become likelier; 0 takes the likeliest")
    private double temperature;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "another seed, another text")
    private long seed;

    @Override
    public Integer call() {
        check();
        Model model = modelOptions.read();
        Graph prediction = prediction(model.graph());
        Node tokens = tokens(prediction);
        Alphabet alphabet = alphabet(model, tokens);
        Compilation compilation = Compiler.compile(oneAtATime(prediction, tokens), modelOptions.compileOptions());
        try (TrainingStep step = compilation.load().create(0)) {
            weights.restore(step);
            write(new NextCharacter(step, alphabet, context(prediction, tokens), temperature, seed), alphabet);
        }
        return 0;
    }

    private void check() {
        Positive.check(spec, "--length", length);
        if (length > LONGEST) {
            throw new ParameterException(spec.commandLine(), "--length is at most " + LONGEST);
        }
        if (!(temperature >= 0 && temperature <= 100)) {
            throw new ParameterException(spec.commandLine(), "--temperature is a number from 0 to 100");
        }
        if (prompt.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--prompt needs at least one character");
        }
    }

    /** The input of characters that the output depends on. */
    private static Node tokens(Graph prediction) {
        List<Node> inputs = prediction.nodes().stream()
                .filter(node -> node.operation() instanceof Input)
                .toList();
        boolean fits = inputs.size() == 1
                && inputs.get(0).type().element() == Element.I32
                && inputs.get(0).type().rank() == 2;
        if (!fits) {
            throw new CommandException("`generate` needs a model whose first output depends on one input,"
                    + " such as tokens : i32[batch, time]; it depends on "
                    + inputs.stream().map(i -> path(i) + " : " + i.type()).toList());
        }
        return inputs.get(0);
    }

    private static String path(Node input) {
        return ((Input) input.operation()).path();
    }

    private static Graph prediction(Graph graph) {
        Map.Entry<String, Node> first = graph.outputs().entrySet().stream()
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        "the model has no output; declare one, such as" + " `output next = softmax(logits[:, -1])`"));
        return Specialise.training(graph.predicting(Map.of(first.getKey(), first.getValue())), false);
    }

    /** Asks for one row of the input of characters, and for nothing else. */
    private static Graph oneAtATime(Graph prediction, Node tokens) {
        var sizes = new HashMap<String, Integer>();
        tokens.shape().size(0).freeNames().forEach(name -> sizes.put(name, 1));
        return FixSizes.fix(prediction.withInputs(List.of(tokens)), sizes);
    }

    private Alphabet alphabet(Model model, Node tokens) {
        return DataBlockReader.of(model, modelOptions.folder(), Integer.MAX_VALUE)
                .alphabet(path(tokens))
                .orElseThrow(() -> new CommandException(
                        "`data train` does not read `" + path(tokens) + "` from a text with `characters(...)`"));
    }

    /** How many characters the model looks back at. */
    private static int context(Graph graph, Node tokens) {
        var time = tokens.shape().size(1);
        return time.isKnown()
                ? (int) time.known()
                : graph.dims().stream()
                        .filter(dim -> time.freeNames().contains(dim.name()))
                        .mapToInt(dim -> dim.atMost())
                        .min()
                        .orElse(Integer.MAX_VALUE);
    }

    private void write(NextCharacter next, Alphabet alphabet) {
        var out = spec.commandLine().getOut();
        out.print(prompt);
        next.begin(alphabet.numbers(prompt));
        for (int i = 0; i < length; i++) {
            out.print(alphabet.character(next.take()));
            out.flush();
        }
        out.println();
        out.flush();
    }
}
