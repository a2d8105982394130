// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.emit.bytecode.ClassFiles;
import org.gradwright.compiler.emit.source.SourceEmitter;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.kernel.Code;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.random.SourceBatch;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers that compute the same on other tensors share methods: the same bits as with a method each. */
class SharedMethodsTest {
    private static final int[] BATCHES = {32, 7, 32, 1};

    @AfterEach
    void reset() {
        System.clearProperty("gradwright.divide");
        System.clearProperty(Vectors.PROPERTY);
    }

    /** A network of layers of which the first reads the caller's array. */
    private static Graph deep(int layers, int width) {
        var text = new StringBuilder("input h0 : real[batch, " + width + "]\n");
        for (int i = 1; i <= layers; i++) {
            String h = "h" + (i - 1);
            text.append("d" + i + " = dense(" + h + ", " + width + ", activation = relu)\n");
            text.append("n" + i + " = layer_norm(dropout(d" + i + ", 0.1))\n");
            text.append("h" + i + " = n" + i + " + " + h + "\n");
        }
        text.append("output y = dense(h" + layers + ", 3)\nloss = mean(y^2)\ntrain loss with adam(lr = 0.01)\n");
        return Language.parse("deep.graph", text.toString(), Options.NONE).graph();
    }

    /** Each kernel with code of its own. */
    private static KernelProgram apart(ProgramSpec spec) {
        KernelProgram p = Compiler.kernels(spec);
        List<Kernel> kernels = p.kernels().stream()
                .map(k -> new Kernel(k.name(), k.comment(), k.line(), k.body(), k.productForm(), k.vectorForm()))
                .toList();
        return new KernelProgram(p.name(), kernels, p.repeats(), p.splits(), p.buffers(), p.outputs());
    }

    private static List<Object> run(TrainingStep model, int width, int threads) {
        var results = new ArrayList<Object>();
        try (model) {
            model.threads(threads);
            for (int batch : BATCHES) {
                double[] x = new double[batch * width];
                Arrays.setAll(x, i -> (i * 37 % 101) / 101.0 - 0.3);
                results.add(model.stepWith(x));
                results.add(model.evaluateWith(x));
                results.add(model.predictWith(x)[0]);
            }
            results.addAll(Networks.values(model));
        }
        return results;
    }

    private static void assertSame(List<Object> results, List<Object> expected) {
        assertThat(results).usingRecursiveComparison().isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"F32, on, 1", "F32, auto, 1", "F32, off, 1", "F64, on, 1", "F32, on, 3", "F64, off, 2"})
    void computeTheSameBits(Precision precision, String vectors, int threads) {
        System.setProperty(Vectors.PROPERTY, vectors);
        System.setProperty("gradwright.divide", "always");
        Graph graph = deep(12, 40).withPrecision(precision);
        Compilation shared = Compiler.compile(graph, CompileOptions.DEFAULT);
        Compilation apart = Compiler.compile(graph, CompileOptions.DEFAULT, SharedMethodsTest::apart);
        assertThat(shared.step().places()).isNotEmpty();
        assertThat(apart.step().places()).isEmpty();
        assertThat(shared.step().kernels())
                .hasSizeLessThan(apart.step().kernels().size() / 2);
        assertSame(run(shared.load().create(3), 40, threads), run(apart.load().create(3), 40, threads));
    }

    @Test
    void areTheSameInSource() throws Exception {
        Compilation shared = Compiler.compile(deep(9, 24), CompileOptions.DEFAULT);
        String source = SourceEmitter.emit(shared.step());
        assertThat(source).contains("places(");
        ClassLoader loader = SourceBatch.compile(Map.of(shared.step().qualifiedName(), source));
        var create = loader.loadClass(shared.step().qualifiedName()).getMethod("create", long.class);
        assertSame(
                run((TrainingStep) create.invoke(null, 5L), 24, 1),
                run(shared.load().create(5), 24, 1));
    }

    /** A layer is computed in the same way when the model is trained as when it is asked. */
    @Test
    void haveCodeThatProgramsShare() {
        String text = "input x : real[batch, 784]\nh = dense(x, 64, activation = relu)\noutput y = dense(h, 10)\n"
                + "loss = mean(y^2)\ntrain loss with sgd(lr = 0.1)\n";
        Graph graph = Language.parse("two.graph", text, Options.NONE).graph();
        List<KernelProgram> programs =
                Compiler.compile(graph, CompileOptions.DEFAULT).programs();
        assertThat(programs).hasSize(3);
        assertThat(programs.stream().map(p -> code(p, "h")).distinct()).hasSize(1);
    }

    private static Code code(KernelProgram program, String kernel) {
        return program.kernels().stream()
                .filter(k -> k.name().equals(kernel))
                .findFirst()
                .orElseThrow()
                .code();
    }

    @Test
    void areTimedCallByCall() {
        TimedStep timed = Compiler.compile(deep(9, 24), CompileOptions.DEFAULT).loadTimed();
        try (TrainingStep model = timed.loaded().create(1)) {
            model.stepWith(new double[24 * 5]);
            assertThat(timed.times()).isSorted().doesNotContain(0);
        }
    }

    @Test
    void areCalledFromSeveralClasses() {
        Compilation shared = Compiler.compile(deep(30, 24), CompileOptions.DEFAULT);
        var several = ClassFiles.of(shared.step(), 12);
        assertThat(several.stream().map(f -> f.name())).contains("Model$Kernels2");
        assertSame(
                run(LoadedStep.define(several).create(2), 24, 1),
                run(shared.load().create(2), 24, 1));
    }

    /** With fewer layers than plain kernels share a method from; each dropout draws by a number of its own. */
    @Test
    void areFewWhereThereAreVectors() {
        assertThat(methodsWithVectors(5)).isEqualTo(methodsWithVectors(6));
    }

    private static long methodsWithVectors(int layers) {
        return Compiler.compile(deep(layers, 128), CompileOptions.DEFAULT).step().kernels().stream()
                .filter(k -> !k.vectorForm().isEmpty() && !k.name().contains("random"))
                .count();
    }
}
