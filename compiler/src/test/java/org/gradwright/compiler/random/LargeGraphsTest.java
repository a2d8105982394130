// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.emit.bytecode.BytecodeEmitter;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;

/** What is emitted passes the verifier of ASM beside that of the JVM, and no method is too long for the JIT. */
class LargeGraphsTest {
    static Stream<String> models() {
        return LargeModels.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void largeModelsCompileToMethodsThatHotSpotCompiles(String name) {
        Compilation compilation = Compiler.compile(
                LargeModels.all().get(name).apply(name.equals("many parameters") ? 1000 : 300), CompileOptions.DEFAULT);
        assertThat(compilation.classFile().largestMethod()).isLessThan(BytecodeEmitter.HUGE_METHOD);
        try (TrainingStep model = compilation.load().create(1)) {
            assertThatCode(() -> model.stepWith((Object) new float[12])).doesNotThrowAnyException();
        }
    }

    /** The derivative of a cell by its gates follows a product, in the registers of its tile: there is code for each of them. */
    @Test
    void whatFollowsAProductIsShort() {
        Graph cells = Language.parse("cells.graph", cells(6), Options.NONE).graph();
        Compilation compilation = Compiler.compile(cells, CompileOptions.DEFAULT);
        assertThat(compilation.classFile().largestMethod()).isLessThan(BytecodeEmitter.HUGE_METHOD);
    }

    /** Steps of an LSTM, written out. */
    private static String cells(int steps) {
        var text = new StringBuilder("gradwright 1\ngraph Cells\nprecision f64\ninput x : real[batch, 6, 5]\n"
                + "param W : real[5, 20] = glorot_uniform\nparam U : real[5, 20] = glorot_uniform\n"
                + "param V : real[5, 15] = glorot_uniform\nh0 = zeros([batch, 5])\nc0 = zeros([batch, 5])\n");
        for (int i = 0; i < steps; i++) {
            int next = i + 1;
            text.append("z%d = x[:, %d] @ W + h%d @ U\n".formatted(i, i, i))
                    .append("c%d = sigmoid(z%d[:, 0..<5]) * c%d".formatted(next, i, i))
                    .append(" + sigmoid(z%d[:, 5..<10]) * tanh(z%d[:, 10..<15])\n".formatted(i, i))
                    .append("h%d = sigmoid(z%d[:, 15..<20]) * tanh(c%d)\n".formatted(next, i, next));
        }
        return text + "loss = mean(square(sigmoid(h%d @ V)))\ntrain loss with sgd(lr = 0.1)\n".formatted(steps);
    }

    @Test
    void randomModelsVerify() {
        for (long seed = 40_000; seed < 40_060; seed++) {
            byte[] bytes = Compiler.compile(RandomModel.of(seed, Precision.F32), CompileOptions.DEFAULT)
                    .classFile()
                    .bytes();
            int at = (int) seed;
            assertThatCode(() -> verify(bytes)).as("seed %s", at).doesNotThrowAnyException();
        }
    }

    private static void verify(byte[] bytes) {
        new ClassReader(bytes).accept(new CheckClassAdapter(new ClassVisitor(Opcodes.ASM9) {}, true), 0);
    }
}
