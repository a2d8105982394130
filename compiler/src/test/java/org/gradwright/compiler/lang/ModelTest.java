// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.NormBound;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Training;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.train.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model says beside its mathematics: training, options, includes, names and places. */
class ModelTest {
    @Test
    void setsOptimisersByPattern() {
        Training training =
                Cases.network("char_transformer").graph().trainings().get(0);

        assertThat(training.clipNorm()).hasValue(NormBound.of(1));
        assertThat(setting(training, "h[3].att.qkv.b", "weight_decay")).isEqualTo(0.0);
        assertThat(setting(training, "h[3].n2.gamma", "weight_decay")).isEqualTo(0.0);
        assertThat(setting(training, "h[3].att.qkv.W", "weight_decay")).isEqualTo(0.01);
        assertThat(setting(training, "wpe", "lr"))
                .hasToString(setting(training, "n.beta", "lr").toString());
    }

    @Test
    void freezesAndLetsTheLaterLineWin() {
        Training training = Cases.network("fine_tune").graph().trainings().get(0);

        assertThat(training.accumulate()).isEqualTo(4);
        assertThat(training.average()).hasValue(0.999);
        assertThat(training.optimisers()).doesNotContainKeys("body.h[0].W", "body.h[1].b");
        assertThat(training.optimisers()).containsOnlyKeys("body.h[2].W", "body.h[2].b", "logits.W", "logits.b");
        assertThat(setting(training, "body.h[2].W", "lr")).isEqualTo(Schedule.constant(1e-5));
        assertThat(setting(training, "body.h[2].b", "weight_decay")).isEqualTo(0.0);
    }

    private static Object setting(Training training, String path, String name) {
        Optimiser optimiser = training.optimisers().get(path);
        return optimiser.settings().get(name);
    }

    @Test
    void keepsWhatTheOutsideKnows() {
        Graph graph = Cases.network("w4_two_branch").graph();

        assertThat(graph.name()).isEqualTo("TwoBranchW4");
        assertThat(graph.precision()).isEqualTo(Precision.F32);
        assertThat(graph.inputs())
                .extracting(n -> ((Input) n.operation()).path())
                .containsExactly("x", "ta", "tb", "rate");
        assertThat(graph.outputs()).containsOnlyKeys("zA", "p");
        assertThat(graph.metrics()).containsOnlyKeys("mse", "ce");
        assertThat(graph.next()).containsOnlyKeys("c.running_mean", "c.running_var");
        assertThat(graph.dims()).extracting(Dim::name).containsExactly("batch");
        assertThat(graph.variables().stream()
                        .map(Graph::variable)
                        .filter(v -> v.kind() == Variable.Kind.STATE)
                        .map(Variable::path))
                .containsExactly("c.running_mean", "c.running_var");
    }

    @Test
    void readsDataAndFit() {
        Model model = Cases.network("mnist");

        assertThat(model.data()).containsOnlyKeys("train", "test");
        assertThat(model.data().get("train").values()).containsOnlyKeys("x", "label");
        assertThat(model.fit("batch")).hasValue(128.0);
        assertThat(model.fit("learning_rate")).isEmpty();
    }

    @Test
    void namesNodesAfterTheModelAndTracesThemToItsLines() {
        Graph graph = Cases.network("mnist").graph();

        Node logits = graph.nodes().stream()
                .filter(n -> n.name().equals("logits"))
                .findFirst()
                .orElseThrow();
        assertThat(logits.origin()).isEqualTo(new Origin("mnist.graph", 9, 10, "logits = dense(h2, 10)"));
        assertThat(graph.nodes()).extracting(Node::name).contains("h1", "h1.y", "h2", "p", "loss", "accuracy");
        assertThat(graph.nodes()).extracting(n -> n.origin().file()).containsOnly("mnist.graph");
    }

    @Test
    void lineNumbersInsideDefsAreThoseOfTheModel() {
        Model model =
                parse("def f(x) {\n  y = x * 2\n  return y\n}\ninput x : real\nz = f(x)\noutput z\n", Options.NONE);

        assertThat(model.graph().outputs().get("z").origin()).isEqualTo(new Origin("model.graph", 2, 9, "y = x * 2"));
        assertThat(model.graph().outputs().get("z").name()).isEqualTo("z.y");
    }

    @Test
    void keysRandomStreamsByPath() {
        String network = "input x : real[4]\nd = dropout(x)\noutput y = d + dropout(x)\n";
        String longer = "input x : real[4]\nc = dropout(x)\nd = dropout(x)\noutput y = d + dropout(x) + c\n";

        assertThat(streams(parse(longer, Options.NONE))).containsAll(streams(parse(network, Options.NONE)));
        assertThat(streams(parse(longer, Options.NONE))).hasSize(3).doesNotHaveDuplicates();
    }

    private static List<String> streams(Model model) {
        return model.graph().nodes().stream()
                .filter(n -> n.operation().name().contains("random"))
                .map(n -> n.operation().toString())
                .toList();
    }

    @Test
    void takesSizesConstantsAndPrecisionFromTheCaller() {
        Options options = Options.NONE
                .withConstant("layers", "2")
                .withSize("time", 32)
                .withSize("batch", 8)
                .withPrecision(Precision.F64);

        Graph graph = Language.parse(Cases.folder("networks").resolve("char_transformer.graph"), options)
                .graph();

        assertThat(graph.dims()).isEmpty();
        assertThat(graph.precision()).isEqualTo(Precision.F64);
        assertThat(graph.inputs().get(0).type()).hasToString("i32[8, 32]");
        assertThat(graph.parameters()).noneMatch(p -> Graph.variable(p).path().startsWith("h[2]"));
    }

    @Test
    void refusesOptionsThatDoNotFit() {
        Path file = Cases.folder("networks").resolve("char_transformer.graph");

        assertThatThrownBy(() -> Language.parse(file, Options.NONE.withSize("time", 65)))
                .hasMessageContaining("error[G0222]");
        assertThatThrownBy(() -> Language.parse(file, Options.NONE.withConstant("layer", "3")))
                .hasMessageContaining("did you mean `layers`?");
        assertThatThrownBy(() -> Language.parse(file, Options.NONE.withConstant("layers", "three")))
                .isInstanceOf(DiagnosticException.class);
        assertThatThrownBy(() -> Language.parse(file, Options.NONE.withConstant("layers", "3\ninput q : real")))
                .isInstanceOf(DiagnosticException.class);
        assertThatThrownBy(() -> Language.parse(file.resolveSibling("missing.graph")))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void includesStayInsideTheProject(@TempDir Path outside) throws IOException {
        Path root = Files.createDirectories(outside.resolve("project/models"));
        Files.writeString(outside.resolve("secret.graph"), "def f(x) = x\n");
        Files.createSymbolicLink(root.resolve("link.graph"), outside.resolve("secret.graph"));
        Files.writeString(root.getParent().resolve("shared.graph"), "const n = 3\ndef g(x) = n * x\n");
        Path model = Files.writeString(root.resolve("model.graph"), "include \"link.graph\"\ninput x : real\n");
        Path other = Files.writeString(
                root.resolve("other.graph"), "include \"../shared.graph\"\ninput x : real\noutput y = g(x)\n");

        assertThatThrownBy(() -> Language.parse(model)).hasMessageContaining("error[G0012]");
        assertThatThrownBy(() -> Language.parse(other)).hasMessageContaining("error[G0012]");
        assertThat(Language.parse(other, Options.NONE.withRoot(root.getParent()))
                        .constants())
                .containsEntry("n", Value.Whole.of(3));
        assertThatThrownBy(() -> parse("include \"a.graph\"\n", Options.NONE)).hasMessageContaining("error[G0012]");
    }

    @Test
    void theModelWinsOverTheStandardLibrary() {
        Model model = parse(
                "def softmax(x, axis = 0) = 2 * x\ninput x : real[3]\ngelu = 5\noutput y = softmax(x)\n", Options.NONE);

        assertThat(model.graph().outputs().get("y").operation().name()).isEqualTo("mul");
    }

    @Test
    void aQuotedNameKeepsItsQuotesInPaths() {
        Model model = parse(
                "input x : real[2]\n`a.b` = dense(x, 3)\ntrain sum(`a.b`) with sgd(lr = 1) {\n  freeze `a.b`.W\n}\n",
                Options.NONE);

        assertThat(model.graph().parameters())
                .extracting(n -> Graph.variable(n).path())
                .containsExactly("`a.b`.W", "`a.b`.b");
        assertThat(model.graph().trainings().get(0).optimisers()).containsOnlyKeys("`a.b`.b");
    }

    private static Model parse(String text, Options options) {
        return Language.parse("model.graph", text, options);
    }

    @Test
    void aCallerMayAddOutputs() {
        String text =
                "gradwright 1\ngraph A\ninput x : real[batch, 2]\nparam w : real[2] = ones\ny = (x @ w)^2\noutput y\n";
        Options options =
                Options.NONE.withOutput("slopes", "grad_per_example(y, w)").withOutput("all", "jacobian(y, w)");
        Graph graph = Language.parse("a.graph", text, options).graph();
        assertThat(graph.outputs()).containsOnlyKeys("y", "slopes", "all");
        assertThat(graph.outputs().get("slopes").type()).hasToString("real[batch, 2]");
        assertThatThrownBy(() -> Language.parse("a.graph", text, Options.NONE.withOutput("z", "grad(y, v)")))
                .hasMessageContaining("output z:1:20: error[G0301]: nothing is named `v`");
        assertThatThrownBy(() -> Language.parse("a.graph", text, Options.NONE.withOutput("z", "y\noutput q = y")))
                .hasMessageContaining("expected the end of the line, found `output`");
    }
}
