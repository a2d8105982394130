// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.emit.KernelMethod.Parameter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/**
 * A method that calls those of a kernel's vector form block by block: what the first copies is in cache when the others read
 * it, and the JIT sees many calls early.
 */
final class BlockCode {
    private final InstructionAdapter code;
    private final KernelMethod kernel;
    private final JvmTypes types;
    private final Map<String, Integer> slots = new HashMap<>();
    private int next;

    private BlockCode(MethodVisitor visitor, KernelMethod kernel, JvmTypes types) {
        this.code = new InstructionAdapter(visitor);
        this.kernel = kernel;
        this.types = types;
    }

    /** The name of the method. */
    static String name(KernelMethod kernel) {
        return kernel.name() + "_blocks";
    }

    static void emit(MethodSizes methods, KernelMethod kernel, JvmTypes types, String self) {
        List<Parameter> parameters = kernel.vectorParameters();
        String descriptor = KernelCode.descriptor(parameters, types);
        MethodVisitor visitor = methods.visit(Opcodes.ACC_STATIC, name(kernel), descriptor);
        visitor.visitCode();
        new BlockCode(visitor, kernel, types).loop(parameters, self);
        visitor.visitMaxs(0, 0);
        visitor.visitEnd();
    }

    private int declare(String source, Type type) {
        int slot = next;
        slots.put(source, slot);
        next += type.getSize();
        return slot;
    }

    /** What is the same for all blocks first; then {@code for (block = from; block < to; block = end) { end = min(block + size, to); call(block, end) }} */
    private void loop(List<Parameter> parameters, String self) {
        parameters.forEach(p -> declare(p.source(), types.of(p)));
        int block = slots.get(source(parameters, true));
        int to = slots.get(source(parameters, false));
        int end = declare("#end", Type.INT_TYPE);
        var calls = new CallCode(code, types, Homes.one(self), slots::get);
        CallCode.Range range = calls.locals(block, end);
        kernel.vectorForm().stream()
                .filter(k -> !k.isRanged())
                .forEach(k -> calls.call(self, k.name(), k.parameters(), range));
        Label head = new Label();
        Label done = new Label();
        code.mark(head);
        code.load(block, Type.INT_TYPE);
        code.load(to, Type.INT_TYPE);
        code.ificmpge(done);
        end(block, to, end);
        kernel.vectorForm().stream()
                .filter(KernelMethod::isRanged)
                .forEach(k -> calls.call(self, k.name(), k.parameters(), range));
        code.load(end, Type.INT_TYPE);
        code.store(block, Type.INT_TYPE);
        code.goTo(head);
        code.mark(done);
        code.areturn(Type.VOID_TYPE);
    }

    private void end(int block, int to, int end) {
        code.load(block, Type.INT_TYPE);
        code.iconst(kernel.split().orElseThrow().block());
        code.add(Type.INT_TYPE);
        code.load(to, Type.INT_TYPE);
        code.invokestatic("java/lang/Math", "min", "(II)I", false);
        code.store(end, Type.INT_TYPE);
    }

    private static String source(List<Parameter> parameters, boolean from) {
        return parameters.stream()
                .filter(p -> from ? p.isFrom() : p.isTo())
                .map(Parameter::source)
                .findFirst()
                .orElseThrow();
    }
}
