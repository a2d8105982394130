// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Relation;
import org.gradwright.compiler.notation.TextFormulas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A convolution and its derivatives, each as one operation and as the sum that an element is. */
class ConvolutionDerivationTest {
    private static Graph graph(String... lines) {
        return Language.parse(
                        "model.graph",
                        "gradwright 1\n" + String.join("\n", lines)
                                + "\nloss = mean(square(y))\ntrain loss with sgd(0.1)\n",
                        Options.NONE)
                .graph();
    }

    @Test
    void readsAsAPersonWouldWriteIt() {
        var text = new TextFormulas();
        Derivation derivation = DerivationTest.derivation(graph(
                "input x : real[batch, 3, 8, 8]",
                "h = conv2d(x, 4, 3, padding = 1, activation = relu)",
                "y = conv2d(h, 2, 3, bias = false)"));
        var equations = derivation.forward();
        assertThat(text.write(equations.get(0).right())).isEqualTo("x ⋆ W_h + b_h");
        assertThat(text.write(equations.get(0).elements().get(0)))
                .isEqualTo("(x ⋆ W_h)[i,f,p,q] = Σ{c=1..3,k=1..3,l=1..3} x[i,c,p + k − 2,q + l − 2] W_h[f,c,k,l]");
        assertThat(text.write(step(derivation, "h").result())).isEqualTo("(∂loss/∂y_y) ⊛ W_y");
        assertThat(text.write(step(derivation, "h").elements().get(0)))
                .isEqualTo(
                        "(∂loss/∂h)[i,c,s,t] = Σ{f=1..2,k=1..3,l=1..3} (∂loss/∂y_y)[i,f,s − k + 1,t − l + 1] W_y[f,c,k,l]");
        assertThat(text.write(step(derivation, "y.W").result())).isEqualTo("Σ{i=1..batch} h[i] ⋆ (∂loss/∂y_y)[i]");
        assertThat(DerivationPage.of(derivation, Map.of()).toString())
                .contains(Sweeping.MEANING)
                .contains("each element");
    }

    private static Derivation.Step step(Derivation derivation, String name) {
        return derivation.backward().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv2d(h, 2, 3, bias = false)",
                "conv2d(h, 4, [3, 2], stride = [2, 1], padding = 1, dilation = [1, 2], bias = false)",
                "conv2d(h, 6, 2, groups = 2, stride = 3, bias = false)",
                "conv2d(h, 4, 2, groups = 4, bias = false)",
                "conv_transpose2d(h, 3, 3, bias = false)",
                "conv_transpose2d(h, 3, 4, stride = 2, padding = 1, output_padding = 1, bias = false)",
                "conv_transpose2d(h, 4, [2, 3], stride = [1, 2], dilation = 2, groups = 2, bias = false)"
            })
    void everyElementIsTheSumThatIsWritten(String layer) {
        Graph graph = graph("input x : real[batch, 4, 6, 7]", "param g : real[7] = ones", "h = x * g", "y = " + layer);
        Derivation derivation = DerivationTest.derivation(graph);
        DerivationTest.requireGradients(graph, derivation);
        Evaluation evaluation = DerivationTest.evaluation(graph, 5);
        Map<Formula, Tensor> values = values(graph, derivation, evaluation);
        var sums = new ElementSum(values, evaluation.sizes());
        assertThat(check(
                        derivation.forward().get(1).elements(),
                        derivation.forward().get(1).left(),
                        values,
                        sums))
                .isPositive();
        for (String name : List.of("h", "y.W")) {
            Derivation.Step step = step(derivation, name);
            assertThat(check(step.elements(), step.left(), values, sums))
                    .as(name)
                    .isPositive();
        }
    }

    private static Map<Formula, Tensor> values(Graph graph, Derivation derivation, Evaluation evaluation) {
        var values = new HashMap<Formula, Tensor>();
        var symbols = new Symbols();
        for (Node leaf : List.of(graph.inputs(), graph.parameters()).stream()
                .flatMap(List::stream)
                .toList()) {
            values.put(symbols.of(((Leaf) leaf.operation()).path()), Interpreter.evaluate(leaf, evaluation));
        }
        derivation.forward().forEach(e -> values.put(e.left(), Interpreter.evaluate(e.value(), evaluation)));
        derivation.backward().forEach(s -> values.put(s.left(), Interpreter.evaluate(s.value(), evaluation)));
        return values;
    }

    /** Every third element of a value. @return how many */
    private static int check(List<Relation> elements, Formula own, Map<Formula, Tensor> values, ElementSum sums) {
        assertThat(elements).hasSize(1);
        Tensor value = values.get(own);
        int checked = 0;
        for (int i = 0; i < value.data().length; i += 3) {
            int[] index = index(value.shape(), i);
            assertThat(sums.at(elements.get(0), index)).isCloseTo(value.get(index), within(1e-9));
            checked++;
        }
        return checked;
    }

    private static int[] index(int[] shape, int position) {
        int[] index = new int[shape.length];
        int rest = position;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape[axis];
            rest /= shape[axis];
        }
        return index;
    }
}
