// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class BroadcastsTest {
    private static final String MODEL = """
            input x : real[batch, 4096]
            output y = tanh(0.25 * x) + 0.25
            """;

    /** The constants that a method broadcasts, in order. */
    private static final class Constants extends MethodVisitor {
        private final List<Object> broadcast = new ArrayList<>();
        private Object last;

        Constants() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visitInsn(int opcode) {
            last = opcode;
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            last = operand;
        }

        @Override
        public void visitLdcInsn(Object value) {
            last = value;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (name.equals("broadcast")) {
                broadcast.add(owner + last);
            }
        }
    }

    private static List<Object> broadcast(ClassFile file) {
        var constants = new Constants();
        new ClassReader(file.bytes())
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return name.equals("predict_y") ? constants : null;
                            }
                        },
                        0);
        return constants.broadcast;
    }

    @Test
    void aBlockBroadcastsAConstantOnce() {
        var graph = Language.parse("tanh.graph", MODEL, Options.NONE).graph();
        ClassFile vectors = Compiler.compile(graph, CompileOptions.DEFAULT).classFiles().stream()
                .filter(f -> f.name().endsWith("$Vectors"))
                .findFirst()
                .orElseThrow();
        assertThat(broadcast(vectors)).hasSizeGreaterThan(5).doesNotHaveDuplicates();
    }
}
