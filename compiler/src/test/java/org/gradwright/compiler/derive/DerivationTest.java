// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gradwright.compiler.Networks;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.derive.Derivation.Step;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.notation.TextFormulas;
import org.gradwright.compiler.optimise.Specialise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a derivation says a derivative is must have the value of the compiler's gradient. */
class DerivationTest {
    private static final int SIZE = 5;

    private final TextFormulas text = new TextFormulas();

    private static Node loss(Graph graph) {
        return Specialise.training(
                        graph.predicting(Map.of("loss", graph.trainings().get(0).loss())), true)
                .outputs()
                .get("loss");
    }

    static Derivation derivation(Graph graph) {
        return Deriver.derive(graph.name(), loss(graph), graph.parameters());
    }

    private static Derivation derivation(String... lines) {
        return derivation(Language.parse(
                        "model.graph", "gradwright 1\ngraph Model\n" + String.join("\n", lines) + "\n", Options.NONE)
                .graph());
    }

    /** Random values for everything that is stored: numbers that may stand for probabilities, and classes. */
    static Evaluation evaluation(Graph graph, long seed) {
        var random = new Random(seed);
        var sizes = new HashMap<String, Integer>();
        graph.dims().forEach(d -> sizes.put(d.name(), SIZE));
        var stored = new HashMap<String, Tensor>();
        var leaves = new ArrayList<>(graph.inputs());
        leaves.addAll(graph.variables());
        for (Node leaf : leaves) {
            int[] shape = leaf.shape().evaluate(sizes);
            Tensor value = Tensor.zeros(shape);
            for (int i = 0; i < value.data().length; i++) {
                value.data()[i] =
                        leaf.type().element() == Element.REAL ? 0.1 + 0.8 * random.nextDouble() : random.nextInt(3);
            }
            stored.put(((Leaf) leaf.operation()).path(), value);
        }
        return new Evaluation(sizes, stored, true, 7, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seed000_sigmoid_mlp",
                "seed001_binary_classifier",
                "seed002_affine_softmax",
                "seed003_two_branch",
                "seed004_chain_w1",
                "seed004_relu13",
                "fine_tune",
                "mnist",
                "tied_autoencoder",
                "w3_binary",
                "w4_two_branch",
                "w5_mlp"
            })
    void everyStepHasTheValueOfTheGradient(String name) {
        Graph graph = Networks.graph(name);
        requireGradients(graph, derivation(graph));
    }

    static void requireGradients(Graph graph, Derivation derivation) {
        Evaluation evaluation = evaluation(graph, 11);
        List<Step> parameters =
                derivation.backward().stream().filter(Step::isParameter).toList();
        assertThat(parameters).isNotEmpty();
        for (Step step : parameters) {
            Node parameter = graph.parameters().stream()
                    .filter(p -> Graph.variable(p).path().equals(step.name()))
                    .findFirst()
                    .orElseThrow();
            Node gradient = Gradients.of(loss(graph), List.of(parameter)).get(0);
            Tensor expected = Interpreter.evaluate(gradient, evaluation);
            assertEqual(step.name(), Interpreter.evaluate(step.value(), evaluation), expected);
            step.closedValue().ifPresent(v -> assertEqual(step.name(), Interpreter.evaluate(v, evaluation), expected));
        }
    }

    /** Windows that lie side by side and, of a row, windows that overlap. */
    @Test
    void poolingIsOneOperationThereAndBack() {
        Graph graph = Language.parse("model.graph", """
                gradwright 1
                graph Model
                input x : real[batch, 1, 4, 6]
                c = conv2d(x, 2, kernel = 2)
                p = max_pool2d(c)
                q = max_pool2d(p, kernel = [1, 2], stride = 1)
                loss = mean(q)
                train loss with sgd(0.1)
                """, Options.NONE).graph();
        Derivation derivation = derivation(graph);
        assertThat(text.write(derivation.forward().get(1).right())).isEqualTo("max_pool(c)");
        assertThat(text.write(step(derivation, "c").result())).isEqualTo("unpool(∂loss/∂p, c)");
        assertThat(DerivationPage.of(derivation, Map.of()).toString()).contains(Unpool.MEANING);
        requireGradients(graph, derivation);
    }

    private static void assertEqual(String what, Tensor actual, Tensor expected) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        for (int i = 0; i < expected.data().length; i++) {
            double tolerance = 1e-9 * (1e-3 + Math.abs(expected.data()[i]));
            assertThat(actual.data()[i]).as(what + " " + i).isCloseTo(expected.data()[i], within(tolerance));
        }
    }

    private String closed(Derivation derivation, String name) {
        Step step = step(derivation, name);
        return text.write(step.closed().orElse(step.result()));
    }

    private static Step step(Derivation derivation, String name) {
        return derivation.backward().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSigmoidWithItsCrossEntropyBecomesADifference() {
        Derivation derivation = derivation(Networks.graph("seed001_binary_classifier"));
        assertThat(text.write(step(derivation, "yhat").result())).isEqualTo("1/m ((1 − Y)/(1 − ŷ) − Y/ŷ)");
        assertThat(text.write(step(derivation, "z_yhat").result())).isEqualTo("1/m (ŷ − Y)");
        assertThat(step(derivation, "z_yhat").simplified()).isTrue();
        assertThat(closed(derivation, "W3")).isEqualTo("1/m a₂ (ŷ − Y)ᵀ");
        assertThat(closed(derivation, "b2")).isEqualTo("1/m Σ{j=1..m} (W₃ (ŷ − Y) ∘ (1 − a₂²))[·,j]");
    }

    @Test
    void aSoftmaxWithItsCrossEntropyBecomesADifference() {
        Derivation derivation = derivation(
                "input z : real[batch, 4]",
                "input label : i32[batch]",
                "param W : real[4, 3] = ones",
                "logits = z @ W",
                "loss = mean(cross_entropy(logits, label))",
                "train loss with sgd(lr = 1)");
        assertThat(closed(derivation, "W")).isEqualTo("1/batch zᵀ (softmax(logits) − [j = label])");
    }

    /** Only for targets that sum to 1 is it p - y; the page does not claim more. */
    @Test
    void targetsThatAreNoClassesKeepTheirSum() {
        Derivation derivation = derivation(Networks.graph("seed003_two_branch"));
        assertThat(closed(derivation, "z2b")).isEqualTo("1/m ((Σ{j=1..10} y_b[·,j]) ∘ ŷ_b − y_b)");
        assertThat(step(derivation, "z2b").ways().get(0).local().map(text::write))
                .contains("diag(ŷ_b) − ŷ_b ŷ_bᵀ");
    }

    @Test
    void theFactorsOfAChainHaveTheSizesOfJacobians() {
        Derivation derivation = derivation(
                "input x : real[4]",
                "param A : real[3, 4] = ones",
                "param B : real[2, 3] = ones",
                "h = sin(A @ x)",
                "f = B @ h",
                "loss = sum(f^2)",
                "train loss with sgd(lr = 1)");
        assertThat(step(derivation, "A").chain())
                .extracting(f -> text.write(f.partial()) + " " + f.rows() + "x" + f.columns())
                .containsExactly("∂loss/∂f 1x2", "∂f/∂h 2x3", "∂h/∂z_h 3x3", "∂z_h/∂A 3x12");
    }

    @Test
    void localDerivativesAreThoseOfTheRules() {
        Derivation derivation = derivation(Networks.graph("seed004_chain_w1"));
        assertThat(List.of("f2", "h2", "f1", "h1", "f0"))
                .extracting(name ->
                        text.write(step(derivation, name).ways().get(0).local().orElseThrow()))
                .containsExactly("−sin(f₂)", "ω₂", "h₂", "ω₁", "cos(f₀)");
    }

    @Test
    void aValueThatIsReadTwiceGetsTheSumOfBothWays() {
        Derivation derivation = derivation(
                "input x : real",
                "param w : real = ones",
                "a = w * x",
                "b = sin(a)",
                "loss = a * b",
                "train loss with sgd(lr = 1)");
        assertThat(step(derivation, "a").ways())
                .extracting(way -> text.write(way.value()))
                .containsExactlyInAnyOrder("b", "(∂loss/∂b) cos(a)");
        assertThat(step(derivation, "w").chain()).isEmpty();
    }

    @Test
    void aLoopIsRefused() {
        assertThatThrownBy(() -> derivation(Networks.graph("char_lstm")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scan");
    }

    @Test
    void aParameterThatTheLossDoesNotReadHasNoStep() {
        Derivation derivation = derivation(
                "input x : real",
                "param w, unused : real = ones",
                "loss = (w - x)^2",
                "output u = unused",
                "train loss with sgd(lr = 1)");
        assertThat(derivation.backward()).extracting(Step::name).containsExactly("w");
    }
}
