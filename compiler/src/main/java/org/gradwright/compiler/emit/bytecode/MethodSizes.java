// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the methods of a class and measures them once the class is written. */
final class MethodSizes {
    private final ClassWriter writer;
    private final Map<String, Label[]> spans = new LinkedHashMap<>();

    MethodSizes(ClassWriter writer) {
        this.writer = writer;
    }

    /** A method to be written. */
    MethodVisitor visit(int access, String name, String descriptor) {
        Label[] span = {new Label(), new Label()};
        spans.put(spans.containsKey(name) ? name + descriptor : name, span);
        return new MethodVisitor(Opcodes.ASM9, writer.visitMethod(access, name, descriptor, null, null)) {
            @Override
            public void visitCode() {
                super.visitCode();
                super.visitLabel(span[0]);
            }

            @Override
            public void visitMaxs(int stack, int locals) {
                super.visitLabel(span[1]);
                super.visitMaxs(stack, locals);
            }
        };
    }

    /**
     * The length of each method, after the class has been turned into bytes.
     *
     * @throws IllegalStateException when one would be too long for the JIT
     */
    Map<String, Integer> sizes() {
        var sizes = new LinkedHashMap<String, Integer>();
        spans.forEach((name, span) -> sizes.put(name, span[1].getOffset() - span[0].getOffset()));
        sizes.forEach((name, size) -> {
            if (size >= BytecodeEmitter.HUGE_METHOD) {
                throw new IllegalStateException("method " + name + " has " + size
                        + " bytes of bytecode, HotSpot compiles less than " + BytecodeEmitter.HUGE_METHOD);
            }
        });
        return sizes;
    }
}
