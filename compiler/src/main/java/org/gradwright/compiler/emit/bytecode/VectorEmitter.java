// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.List;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.emit.StepClass;
import org.gradwright.compiler.kernel.Elementary;
import org.gradwright.compiler.kernel.Expr.Given;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.InstructionAdapter;

/** The class of a model's vector kernels. It alone names the Vector API, and is loaded only where the JVM has it. */
final class VectorEmitter {
    /** The field that holds the species. */
    static final String SPECIES = "SPECIES";

    /** The field that holds the number of lanes. */
    static final String LANES = "LANES";

    /** The field that holds the species of integers of the same number of lanes. */
    static final String INT_SPECIES = "INT_SPECIES";

    /** The field that holds the numbers of the lanes. */
    static final String NUMBERS = "NUMBERS";

    /** The field that says whether the machine has 32 vector registers. */
    static final String MANY_REGISTERS = "MANY_REGISTERS";

    /** The field that says whether two turns of a tall tile's loop fit the registers. */
    static final String TWO_TURNS = "TWO_TURNS";

    /** The field that holds the number 1, not final: what it is multiplied by the JIT does not know. */
    static final String ONE = "ONE";

    private static final String SPECIES_CLASS = "jdk/incubator/vector/VectorSpecies";

    private final StepClass step;
    private final List<KernelMethod> kernels;
    private final List<KernelMethod> forms;
    private final JvmTypes types;
    private final String self;
    private final ClassWriter writer = new BytecodeEmitter.Writer();
    private final MethodSizes methods = new MethodSizes(writer);

    private VectorEmitter(StepClass step, String home, List<KernelMethod> kernels) {
        this.step = step;
        this.kernels = kernels;
        this.forms = kernels.stream().flatMap(k -> k.vectorForm().stream()).toList();
        this.types = new JvmTypes(step.precision());
        this.self = owner(home);
    }

    /** The name of the class beside one with plain kernels. */
    static String owner(String home) {
        return home + "$Vectors";
    }

    /** The field that holds what the machine gives. */
    static String field(Given machine) {
        if (Givens.isOne(machine)) {
            return ONE;
        }
        return Givens.isLanes(machine) ? LANES : Givens.isTwoTurns(machine) ? TWO_TURNS : MANY_REGISTERS;
    }

    /** The class file. @param home the class that has the plain form of the kernels @param kernels those with a vector form */
    static ClassFile.Content emit(StepClass step, String home, List<KernelMethod> kernels) {
        return new VectorEmitter(step, home, kernels).run();
    }

    private ClassFile.Content run() {
        writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, self, null, "java/lang/Object", null);
        writer.visitSource(step.sourceFile(), null);
        int constant = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(constant, SPECIES, "L" + SPECIES_CLASS + ";", null, null)
                .visitEnd();
        if (!types.isDouble()) {
            writer.visitField(constant, INT_SPECIES, "L" + SPECIES_CLASS + ";", null, null)
                    .visitEnd();
            writer.visitField(constant, NUMBERS, IntegerVectorCode.OWN, null, null)
                    .visitEnd();
        }
        writer.visitField(constant, LANES, "I", null, null).visitEnd();
        writer.visitField(constant, MANY_REGISTERS, "Z", null, null).visitEnd();
        writer.visitField(constant, TWO_TURNS, "Z", null, null).visitEnd();
        writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, ONE, "I", null, null)
                .visitEnd();
        initialiser();
        forms.forEach(this::kernel);
        kernels.stream().filter(KernelMethod::isBlocked).forEach(k -> BlockCode.emit(methods, k, types, self));
        step.functions(forms).forEach(this::function);
        writer.visitEnd();
        byte[] bytes = BytecodeEmitter.bytes(writer, forms.size());
        return new ClassFile.Content(bytes, methods.sizes());
    }

    private void initialiser() {
        MethodVisitor visitor = writer.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        visitor.visitCode();
        var code = new InstructionAdapter(visitor);
        code.invokestatic(JvmTypes.RUNTIME + "Vectors", "prepare", "()V", false);
        code.getstatic(VectorCode.owner(types), "SPECIES_PREFERRED", "L" + SPECIES_CLASS + ";");
        code.dup();
        code.putstatic(self, SPECIES, "L" + SPECIES_CLASS + ";");
        code.dup();
        code.invokeinterface(SPECIES_CLASS, "length", "()I");
        code.putstatic(self, LANES, "I");
        code.invokeinterface(SPECIES_CLASS, "vectorBitSize", "()I");
        code.dup();
        code.invokestatic(JvmTypes.RUNTIME + "Vectors", "hasManyRegisters", "(I)Z", false);
        code.putstatic(self, MANY_REGISTERS, "Z");
        code.invokestatic(JvmTypes.RUNTIME + "Vectors", "takesTwoTurns", "(I)Z", false);
        code.putstatic(self, TWO_TURNS, "Z");
        code.iconst(1);
        code.putstatic(self, ONE, "I");
        if (!types.isDouble()) {
            code.getstatic(VectorCode.INT_VECTOR, "SPECIES_PREFERRED", "L" + SPECIES_CLASS + ";");
            code.dup();
            code.putstatic(self, INT_SPECIES, "L" + SPECIES_CLASS + ";");
            IntegerVectorCode.numbers(code);
            code.putstatic(self, NUMBERS, IntegerVectorCode.OWN);
        }
        code.areturn(org.objectweb.asm.Type.VOID_TYPE);
        visitor.visitMaxs(0, 0);
        visitor.visitEnd();
    }

    private void function(Fn fn) {
        KernelCode.emitFunction(methods, fn, types, self);
        if (Elementary.hasFallback(fn)) {
            LaneByLane.emit(methods, fn, types, self);
        }
    }

    private void kernel(KernelMethod kernel) {
        String descriptor = KernelCode.descriptor(kernel.parameters(), types);
        MethodVisitor visitor = methods.visit(Opcodes.ACC_STATIC, kernel.name(), descriptor);
        KernelCode.emitUnlessInVain(visitor, kernel, types, self);
    }
}
