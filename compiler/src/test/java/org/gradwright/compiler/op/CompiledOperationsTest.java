// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.fuse.Fusion;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.interpret.Interpreter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The compiled class computes what the interpreter does: every sample with its gradients, as one model. */
class CompiledOperationsTest {
    /** For each an input tells the size by its length, and is an output too, so that it is used. */
    private static final List<String> SIZES = List.of("n", "m");

    static Stream<Sample> samples() {
        return EveryOperationTest.samples().filter(CompiledOperationsTest::isPure);
    }

    /** The draws of a prediction are those of another step. */
    private static boolean isPure(Sample sample) {
        return Nodes.topological(List.of(sample.root())).stream()
                .noneMatch(n -> n.operation() instanceof Random || n.operation() instanceof StepScalar);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void compiledInDoubleAgreesWithInterpreted(Sample sample) {
        compare(sample, Precision.F64, 1e-13, Compiler::kernels);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void compiledToLoopsAgreesWithInterpreted(Sample sample) {
        compare(sample, Precision.F64, 1e-13, Fusion::fuse);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void compiledInFloatIsNearInterpreted(Sample sample) {
        compare(sample, Precision.F32, 1e-5, Compiler::kernels);
    }

    private static void compare(
            Sample sample, Precision precision, double tolerance, Function<ProgramSpec, KernelProgram> toKernels) {
        List<Node> roots = roots(sample);
        Evaluation given = sample.evaluation();
        var evaluation = new Evaluation(given.sizes(), given.stored(), false, given.seed(), given.step());
        List<Tensor> expected = Interpreter.evaluate(roots, evaluation);
        Object[] actual = predict(roots, evaluation, precision, toKernels);
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            String what = sample + ", output " + i;
            assertClose(doubles(actual[i]), expected.get(i).data(), tolerance, what);
        }
    }

    /** The value, its gradients, and the inputs that tell the free sizes. */
    private static List<Node> roots(Sample sample) {
        var roots = new ArrayList<Node>(List.of(sample.root()));
        if (sample.root().type().isReal() && !sample.smooth().isEmpty()) {
            Node cotangent = sample.weights("cotangent", sample.root().type());
            roots.addAll(Backward.of(sample.root(), cotangent, sample.smooth()));
        }
        SIZES.forEach(size -> roots.add(sample.weights("of_" + size, TensorType.real(Operand.shape(size)))));
        return roots;
    }

    private static Object[] predict(
            List<Node> roots,
            Evaluation evaluation,
            Precision precision,
            Function<ProgramSpec, KernelProgram> toKernels) {
        var outputs = new LinkedHashMap<String, Node>();
        roots.forEach(root -> outputs.put("y" + outputs.size(), root));
        List<Node> inputs = inputs(roots);
        List<Dim> dims = SIZES.stream().map(Dim::free).toList();
        var graph =
                new Graph("Sampled", precision, dims, inputs, List.of(), outputs, Map.of(), Map.of(), Optional.empty());
        Object[] values = inputs.stream().map(input -> value(input, evaluation)).toArray();
        try (var step = Compiler.compile(graph, CompileOptions.DEFAULT, toKernels)
                .load()
                .create(7)) {
            return step.predictWith(values);
        }
    }

    private static List<Node> inputs(List<Node> roots) {
        return Nodes.topological(roots).stream()
                .filter(n -> n.operation() instanceof Input)
                .toList();
    }

    private static Object value(Node input, Evaluation evaluation) {
        double[] data =
                evaluation.stored().get(((Input) input.operation()).path()).data();
        return switch (input.type().element()) {
            case REAL -> data;
            case I32 -> Arrays.stream(data).mapToInt(d -> (int) d).toArray();
            case BOOL -> truths(data);
        };
    }

    private static boolean[] truths(double[] data) {
        boolean[] truths = new boolean[data.length];
        for (int i = 0; i < data.length; i++) {
            truths[i] = data[i] != 0;
        }
        return truths;
    }

    private static double[] doubles(Object value) {
        if (value instanceof Number number) {
            return new double[] {number.doubleValue()};
        }
        if (value instanceof float[] floats) {
            return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
        }
        if (value instanceof int[] ints) {
            return Arrays.stream(ints).asDoubleStream().toArray();
        }
        if (value instanceof Boolean truth) {
            return new double[] {truth ? 1 : 0};
        }
        return value instanceof boolean[] truths ? doubles(truths) : (double[]) value;
    }

    private static double[] doubles(boolean[] truths) {
        double[] data = new double[truths.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = truths[i] ? 1 : 0;
        }
        return data;
    }

    private static void assertClose(double[] actual, double[] expected, double tolerance, String what) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            double allowed = tolerance * Math.max(1, Math.abs(expected[i]));
            assertThat(actual[i]).as(what).isCloseTo(expected[i], within(allowed));
        }
    }
}
