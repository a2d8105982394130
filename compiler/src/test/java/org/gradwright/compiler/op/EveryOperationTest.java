// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every operation, on every sample. */
class EveryOperationTest {
    private static final double STEP = 1e-5;

    static Stream<Sample> samples() {
        return Stream.concat(PointwiseSamples.all().stream(), StructuredSamples.all().stream());
    }

    static Stream<Sample> smooth() {
        return samples().filter(s -> s.root().type().isReal() && !s.smooth().isEmpty());
    }

    @Test
    void everyPointwiseOperationHasSamples() {
        assertThat(PointwiseSamples.OPERANDS.keySet())
                .containsExactlyInAnyOrderElementsOf(Pointwise.byName().keySet());
    }

    @Test
    void everyStructuredOperationHasSamples() throws MalformedURLException {
        var sampled = samples()
                .flatMap(s -> Nodes.topological(List.of(s.root())).stream())
                .map(n -> n.operation().getClass().getSimpleName())
                .collect(Collectors.toSet());
        assertThat(sampled).containsAll(operationClasses());
    }

    private static List<String> operationClasses() throws MalformedURLException {
        var main = Operations.class.getResource("Operations.class");
        String folder = main.toString().replace("Operations.class", "");
        return new ClassFileImporter()
                .importUrl(URI.create(folder).toURL()).stream()
                        .filter(c -> c.isAssignableTo(Operation.class) && !c.isInterface())
                        .map(JavaClass::getSimpleName)
                        .toList();
    }

    /** The interpreter itself compares the shape of each value with that of its node. */
    @ParameterizedTest
    @MethodSource("samples")
    void loweringAgreesWithMeaning(Sample sample) {
        var roots = new ArrayList<Node>(List.of(sample.root()));
        if (sample.root().type().isReal()) {
            roots.addAll(gradients(sample));
        }
        List<Node> nodes = Nodes.topological(CustomGradient.strip(roots)).stream()
                .filter(n -> !(n.operation() instanceof TrainingFlag))
                .toList();
        for (Node node : nodes) {
            List<Tensor> inputs = node.inputs().isEmpty() ? List.of() : values(node.inputs(), sample.evaluation());
            Tensor lowered = LoweringRunner.run(node, inputs, sample.evaluation());
            assertClose(lowered, values(List.of(node), sample.evaluation()).get(0), 1e-13, node.toString());
        }
    }

    private static List<Tensor> values(List<Node> nodes, Evaluation evaluation) {
        return Interpreter.evaluate(nodes, evaluation);
    }

    private static List<Node> gradients(Sample sample) {
        Node cotangent = sample.weights("cotangent", sample.root().type());
        return Backward.of(sample.root(), cotangent, sample.smooth());
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void derivativeAgreesWithDifferences(Sample sample) {
        Node weights = sample.weights("cotangent", sample.root().type());
        check(sample, weighted(sample.root(), weights), gradients(sample), 1e-8);
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void secondDerivativeAgreesWithDifferences(Sample sample) {
        Ops ops = Ops.at(sample.root().origin());
        Node sum = ops.constant(0);
        for (Node gradient : gradients(sample)) {
            sum = ops.add(sum, weighted(gradient, sample.weights("direction " + gradient.type(), gradient.type())));
        }
        check(sample, sum, Backward.of(sum, ops.constant(1), sample.smooth()), 1e-7);
    }

    private static Node weighted(Node value, Node weights) {
        Ops ops = Ops.at(value.origin());
        return ops.sum(ops.mul(value, weights), Ops.axes(value), false);
    }

    /** Compares each element of the gradients of a scalar with its central difference. */
    private static void check(Sample sample, Node scalar, List<Node> gradients, double tolerance) {
        List<Tensor> derived = values(gradients, sample.evaluation());
        for (int i = 0; i < derived.size(); i++) {
            Tensor differences = differences(sample, scalar, sample.smooth().get(i));
            assertClose(derived.get(i), differences, tolerance, sample + " by operand " + i);
        }
    }

    private static Tensor differences(Sample sample, Node scalar, Node by) {
        String path = ((Input) by.operation()).path();
        Tensor at = sample.evaluation().stored().get(path);
        Tensor result = Tensor.zeros(at.shape());
        for (int i = 0; i < result.data().length; i++) {
            double up = moved(sample, scalar, path, i, STEP) - moved(sample, scalar, path, i, -STEP);
            double further = moved(sample, scalar, path, i, 2 * STEP) - moved(sample, scalar, path, i, -2 * STEP);
            result.data()[i] = (8 * up - further) / (12 * STEP);
        }
        return result;
    }

    private static double moved(Sample sample, Node scalar, String path, int element, double by) {
        Evaluation at = sample.evaluation();
        var stored = new HashMap<>(at.stored());
        Tensor value = stored.get(path);
        double[] data = value.data().clone();
        data[element] += by;
        stored.put(path, new Tensor(value.shape(), data));
        var moved = new Evaluation(at.sizes(), stored, at.training(), at.seed(), at.step());
        return Interpreter.evaluate(scalar, moved).get();
    }

    private static void assertClose(Tensor actual, Tensor expected, double tolerance, String what) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        for (int i = 0; i < expected.data().length; i++) {
            double allowed = tolerance * Math.max(1, Math.abs(expected.data()[i]));
            assertThat(actual.data()[i]).as(what).isCloseTo(expected.data()[i], within(allowed));
        }
    }
}
