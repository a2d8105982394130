// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.List;
import java.util.function.Consumer;
import org.gradwright.compiler.emit.Action;
import org.gradwright.compiler.emit.Crew;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.emit.StepClass;
import org.gradwright.runtime.DescriptionText;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** From a step class to a class file. */
public final class BytecodeEmitter {
    /** From this length on HotSpot never compiles a method. */
    public static final int HUGE_METHOD = 8000;

    static final String BASE = JvmTypes.RUNTIME + "TrainingStep";
    static final String DESCRIPTION = JvmTypes.RUNTIME + "ModelDescription";
    private static final String DESCRIPTION_TYPE = "L" + DESCRIPTION + ";";

    private final StepClass step;
    private final JvmTypes types;
    private final Homes homes;
    private final String self;
    private final Clock clock;
    private final ClassWriter writer = new Writer();
    private final MethodSizes methods = new MethodSizes(writer);

    /** @param self the class to write: the model's own, or one of the further homes of its kernels */
    private BytecodeEmitter(StepClass step, Driver timed, Homes homes, String self) {
        this.step = step;
        this.types = new JvmTypes(step.precision());
        this.homes = homes;
        this.self = self;
        this.clock = timed == null ? Clock.none() : Clock.of(timed, homes.self());
    }

    /** ASM would load classes to merge their types; ours never meet. */
    static final class Writer extends ClassWriter {
        Writer() {
            super(COMPUTE_FRAMES | COMPUTE_MAXS);
        }

        @Override
        protected String getCommonSuperClass(String a, String b) {
            return a.equals(b) ? a : "java/lang/Object";
        }
    }

    /**
     * The class of a model.
     *
     * @param timed the driver whose kernels are timed; null for none
     * @throws IllegalStateException when a method would be too long for the JIT
     */
    static ClassFile model(StepClass step, Driver timed, Homes homes) {
        return new BytecodeEmitter(step, timed, homes, homes.self()).run();
    }

    /** A further class, with some of a large model's kernels. */
    static ClassFile kernels(StepClass step, Driver timed, Homes homes, Homes.Home home) {
        return new BytecodeEmitter(step, timed, homes, home.owner()).kernels(home);
    }

    /** A class with nothing but kernels and the parts of programs that call them. */
    private ClassFile kernels(Homes.Home home) {
        writer.visit(Opcodes.V17, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, self, null, "java/lang/Object", null);
        writer.visitSource(step.sourceFile(), null);
        home.parts().forEach(part -> part(Opcodes.ACC_STATIC, part));
        if (!step.crews().isEmpty()) {
            home.kernels().stream().filter(RehearsalCode::isFor).forEach(k -> rehearsal(Opcodes.ACC_STATIC, k));
        }
        home.kernels().forEach(k -> kernel(Opcodes.ACC_STATIC, k));
        step.functions(home.kernels()).forEach(fn -> KernelCode.emitFunction(methods, fn, types, self));
        writer.visitEnd();
        return file(home.kernels().size());
    }

    private ClassFile run() {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SUPER;
        writer.visit(Opcodes.V17, access, self, null, BASE, null);
        writer.visitSource(step.sourceFile(), null);
        int constant = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(constant, "DESCRIPTION", DESCRIPTION_TYPE, null, null).visitEnd();
        int vectors = homes.further().isEmpty() ? constant : Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
        writer.visitField(vectors, DriverCode.VECTORS, "Z", null, null).visitEnd();
        clock.field(writer);
        staticInitialiser();
        creation();
        step.drivers().forEach(this::driver);
        steps();
        generic("evaluateWith", "D", step.evaluate());
        generic("predictWith", "[Ljava/lang/Object;", step.predict());
        accessors();
        hasVectors();
        crews();
        places();
        if (homes.further().isEmpty()) {
            ownKernels();
        }
        writer.visitEnd();
        return file(step.kernels().size());
    }

    private void ownKernels() {
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
        step.parts().forEach(part -> part(access, part));
        if (!step.crews().isEmpty()) {
            step.kernels().stream().filter(RehearsalCode::isFor).forEach(k -> rehearsal(access, k));
        }
        step.kernels().forEach(k -> kernel(access, k));
        step.functions().forEach(fn -> KernelCode.emitFunction(methods, fn, types, self));
    }

    private ClassFile file(int kernels) {
        return new ClassFile(self.replace('/', '.'), new ClassFile.Content(bytes(writer, kernels), methods.sizes()));
    }

    /** @throws IllegalArgumentException when there are more names and numbers than a class file takes */
    static byte[] bytes(ClassWriter writer, int kernels) {
        try {
            return writer.toByteArray();
        } catch (ClassTooLargeException e) {
            throw new IllegalArgumentException(
                    "the model becomes " + kernels
                            + " kernels, more than one Java class holds: write repeated layers with fewer and larger tensors",
                    e);
        }
    }

    private void method(int access, String name, String descriptor, Consumer<MethodVisitor> body) {
        body.accept(methods.visit(access, name, descriptor));
    }

    private void simple(int access, String name, String descriptor, Consumer<InstructionAdapter> body) {
        method(access, name, descriptor, visitor -> {
            visitor.visitCode();
            body.accept(new InstructionAdapter(visitor));
            visitor.visitMaxs(0, 0);
            visitor.visitEnd();
        });
    }

    private void kernel(int access, KernelMethod kernel) {
        String descriptor = KernelCode.descriptor(kernel.parameters(), types);
        method(access, kernel.name(), descriptor, visitor -> KernelCode.emit(visitor, kernel, types, self));
    }

    private void part(int access, Action.Part part) {
        String descriptor = KernelCode.descriptor(part.parameters(), types);
        simple(access, part.name(), descriptor, code -> new DriverCode(code, types, homes, clock).part(part));
    }

    private void crews() {
        List<Crew> crews = step.crews();
        for (Crew crew : crews) {
            crew.methods()
                    .forEach(m -> simple(
                            Opcodes.ACC_PRIVATE, m.name(), CrewCode.MEMBER, code -> new CrewCode(code, types, homes)
                                    .member(crew, m)));
        }
        if (!crews.isEmpty()) {
            simple(Opcodes.ACC_PROTECTED, "runMember", "(II)V", code -> new CrewCode(code, types, homes)
                    .dispatch(crews));
            String strings = "(I)[Ljava/lang/String;";
            simple(Opcodes.ACC_PROTECTED, "programWork", strings, code -> new CrewCode(code, types, homes).work(crews));
        }
    }

    private void places() {
        if (!step.places().isEmpty()) {
            simple(
                    Opcodes.ACC_PROTECTED,
                    "programPlaces",
                    "(I)[Ljava/lang/String;",
                    code -> TextCode.byNumber(code, step.places(), " "));
        }
    }

    private void rehearsal(int access, KernelMethod kernel) {
        String descriptor = RehearsalCode.descriptor(kernel, types);
        simple(access, RehearsalCode.name(kernel), descriptor, code -> new RehearsalCode(code, kernel, types, homes)
                .emit());
    }

    /** A class that is measured computes with vectors from the first call on. */
    private void hasVectors() {
        if (!step.vectorKernels().isEmpty() && !clock.isRunning()) {
            simple(Opcodes.ACC_PROTECTED, "hasVectors", "()Z", code -> {
                code.getstatic(self, DriverCode.VECTORS, "Z");
                code.areturn(Type.BOOLEAN_TYPE);
            });
        }
    }

    private void driver(Driver driver) {
        var descriptor = DriverCode.descriptor(driver, types);
        simple(Opcodes.ACC_PUBLIC, driver.name(), descriptor, code -> new DriverCode(code, types, homes, clock)
                .driver(driver));
    }

    /** The calls of tools, which pass inputs as {@code Object...} in order of declaration. */
    private void generic(String name, String result, Driver driver) {
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_VARARGS;
        String descriptor = "([Ljava/lang/Object;)" + result;
        simple(access, name, descriptor, code -> new GenericCode(code, types, self, inputs(), 1)
                .emit(driver, result.equals("D")));
    }

    private List<String> inputs() {
        return step.description().inputs().stream().map(i -> i.name()).toList();
    }

    /** With several trainings {@code stepWith} makes a step of each, by number. */
    private void steps() {
        List<Driver> steps = step.steps();
        if (steps.size() < 2) {
            generic("stepWith", "D", steps.isEmpty() ? null : steps.get(0));
            return;
        }
        String all = "([Ljava/lang/Object;)D";
        simple(Opcodes.ACC_PUBLIC | Opcodes.ACC_VARARGS, "stepWith", all, code -> {
            code.load(0, Type.getObjectType(self));
            code.load(1, Type.getType(Object[].class));
            code.invokevirtual(self, "runSteps", all, false);
            code.areturn(Type.DOUBLE_TYPE);
        });
        simple(Opcodes.ACC_PROTECTED, "runStep", "(I[Ljava/lang/Object;)D", code -> {
            for (int i = 0; i < steps.size(); i++) {
                var next = new Label();
                code.load(1, Type.INT_TYPE);
                code.iconst(i);
                code.ificmpne(next);
                new GenericCode(code, types, self, inputs(), 2).emit(steps.get(i), true);
                code.mark(next);
            }
            code.dconst(Double.NaN);
            code.areturn(Type.DOUBLE_TYPE);
        });
    }

    private void staticInitialiser() {
        simple(Opcodes.ACC_STATIC, "<clinit>", "()V", code -> {
            List<String> chunks = DescriptionText.chunks(step.description());
            code.iconst(chunks.size());
            code.newarray(Type.getObjectType("java/lang/String"));
            for (int i = 0; i < chunks.size(); i++) {
                code.dup();
                code.iconst(i);
                code.aconst(chunks.get(i));
                code.astore(Type.getObjectType("java/lang/String"));
            }
            code.invokestatic(DESCRIPTION, "parse", "([Ljava/lang/String;)" + DESCRIPTION_TYPE, false);
            code.putstatic(self, "DESCRIPTION", DESCRIPTION_TYPE);
            if (step.vectorKernels().isEmpty()) {
                code.iconst(0);
            } else {
                code.aconst(Type.getObjectType(self));
                code.invokestatic(JvmTypes.RUNTIME + "Vectors", "areAvailable", "(Ljava/lang/Class;)Z", false);
            }
            code.putstatic(self, DriverCode.VECTORS, "Z");
            clock.initialise(code);
            code.areturn(Type.VOID_TYPE);
        });
    }

    private void creation() {
        simple(Opcodes.ACC_PUBLIC, "<init>", "(J)V", code -> {
            code.load(0, Type.getObjectType(self));
            code.getstatic(self, "DESCRIPTION", DESCRIPTION_TYPE);
            code.load(1, Type.LONG_TYPE);
            code.invokespecial(BASE, "<init>", "(" + DESCRIPTION_TYPE + "J)V", false);
            code.areturn(Type.VOID_TYPE);
        });
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
        simple(access, "create", "(J)L" + self + ";", code -> {
            code.anew(Type.getObjectType(self));
            code.dup();
            code.load(0, Type.LONG_TYPE);
            code.invokespecial(self, "<init>", "(J)V", false);
            code.areturn(Type.getObjectType(self));
        });
        simple(access, "load", "(Ljava/nio/file/Path;)L" + self + ";", code -> {
            code.lconst(0);
            code.invokestatic(self, "create", "(J)L" + self + ";", false);
            code.dup();
            code.load(0, Type.getObjectType("java/nio/file/Path"));
            code.invokevirtual(self, "restore", "(Ljava/nio/file/Path;)V", false);
            code.areturn(Type.getObjectType(self));
        });
    }

    private void accessors() {
        step.metrics()
                .forEach((name, offset) -> simple(Opcodes.ACC_PUBLIC, name, "()" + types.real(), code -> {
                    new DriverCode(code, types, homes, clock).scalar(offset);
                    code.areturn(types.real());
                }));
        String parameter = "L" + JvmTypes.RUNTIME + "Parameter;";
        step.variables()
                .forEach((name, path) -> simple(Opcodes.ACC_PUBLIC, name, "()" + parameter, code -> {
                    code.load(0, Type.getObjectType(self));
                    code.aconst(path);
                    code.invokevirtual(self, "parameter", "(Ljava/lang/String;)" + parameter, false);
                    code.areturn(Type.getType(parameter));
                }));
    }
}
