// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradwright.compiler.autodiff.Derivatives;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.interpret.Interpreter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradients of all examples are the gradient of each. */
class ExampleGradientsTest {
    static Stream<Sample> samples() {
        return EveryOperationTest.smooth().filter(s -> s.root().shape().rank() > 0);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void areTheGradientOfEachPart(Sample sample) {
        for (Node x : sample.smooth()) {
            check(sample, sample.root(), x);
        }
    }

    /** What an example's axis comes to in the gradients of operations, behind others. */
    @ParameterizedTest
    @MethodSource("samples")
    void areThoseOfEachPartOfTheLastAxis(Sample sample) {
        Ops ops = Ops.at(sample.root().origin());
        List<Integer> order = new java.util.ArrayList<>(Ops.axes(sample.root()));
        order.add(0, order.remove(order.size() - 1));
        Node turned = ops.square(ops.transpose(sample.root(), order));
        for (Node x : sample.smooth()) {
            check(sample, turned, x);
        }
    }

    /** A gradient is made of other operations, and so are its gradients. */
    @ParameterizedTest
    @MethodSource("samples")
    void areThoseOfGradients(Sample sample) {
        Ops ops = Ops.at(sample.root().origin());
        Node x = sample.smooth().get(0);
        Node gradient = Gradients.of(ops.square(sample.root()), List.of(x)).get(0);
        if (gradient.shape().rank() > 0) {
            check(sample, ops.square(gradient), x);
        }
    }

    private static void check(Sample sample, Node y, Node x) {
        Tensor all = Interpreter.evaluate(Derivatives.perExample(y, x), sample.evaluation());
        int examples = y.shape().evaluate(Sample.FREE)[0];
        int size = all.data().length / examples;
        assertThat(all.shape()).startsWith(examples);
        for (int e = 0; e < examples; e++) {
            Node part = Ops.at(y.origin()).index(y, 0, Size.of(e));
            double[] one = Interpreter.evaluate(Gradients.of(part, List.of(x)).get(0), sample.evaluation())
                    .data();
            double[] own = Arrays.copyOfRange(all.data(), e * size, (e + 1) * size);
            assertThat(own).as(sample + " example " + e).hasSameSizeAs(one);
            for (int i = 0; i < size; i++) {
                assertThat(own[i])
                        .as(sample + " example " + e)
                        .isCloseTo(one[i], within(1e-12 * (1 + Math.abs(one[i]))));
            }
        }
    }

    @org.junit.jupiter.api.Test
    void needAValueForEachExample() {
        Ops ops = Ops.at(org.gradwright.compiler.graph.Origin.NONE);
        Node x = ops.broadcastTo(ops.constant(1), Shape.of(3));
        assertThatThrownBy(() -> Derivatives.perExample(ops.sum(x, List.of(0), false), x))
                .isInstanceOf(TypeError.class)
                .hasMessage("a gradient for each example needs a value for each, not real");
    }
}
