// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Stream;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.emit.bytecode.BytecodeEmitter;
import org.gradwright.compiler.graph.Precision;
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
