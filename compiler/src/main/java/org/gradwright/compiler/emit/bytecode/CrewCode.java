// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.emit.Action;
import org.gradwright.compiler.emit.Crew;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.fuse.Repeat;
import org.gradwright.compiler.kernel.Givens;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** The methods by which several threads run a program: each member computes its parts of the kernels. */
final class CrewCode {
    /** The descriptor of a member's method. */
    static final String MEMBER = "(I)V";

    private static final String SCHEDULE = JvmTypes.RUNTIME + "Schedule";
    private static final Type SCHEDULE_TYPE = Type.getObjectType(SCHEDULE);
    private static final Type OBJECT = Type.getObjectType("java/lang/Object");
    private static final Type STRING = Type.getObjectType("java/lang/String");

    private static final int MEMBER_SLOT = 1;
    private static final int SCHEDULE_SLOT = 2;
    private static final int FROM_SLOT = 3;
    private static final int TO_SLOT = 4;

    private final InstructionAdapter code;
    private final JvmTypes types;
    private final Homes homes;
    private final String self;
    private final Map<String, Integer> slots = new HashMap<>();
    private int nextSlot = TO_SLOT + 1;

    CrewCode(InstructionAdapter code, JvmTypes types, Homes homes) {
        this.code = code;
        this.types = types;
        this.homes = homes;
        this.self = homes.self();
        slots.put(Givens.member().name(), MEMBER_SLOT);
    }

    private void self() {
        code.load(0, Type.getObjectType(self));
    }

    // ---- one method

    void member(Crew crew, Crew.Member member) {
        self();
        code.iconst(crew.program());
        code.invokevirtual(self, "schedule", "(I)" + SCHEDULE_TYPE, false);
        code.store(SCHEDULE_SLOT, SCHEDULE_TYPE);
        member.arguments().forEach(p -> take(crew, p));
        var turns = new TurnsCode(code, new DoorCode(code, slots::get, name -> null), this::slotOfTurn);
        int number = member.first();
        for (KernelMethod kernel : member.kernels()) {
            loops(member.repeats(), number, turns);
            run(kernel, number++);
        }
        loops(member.repeats(), number, turns);
        code.areturn(Type.VOID_TYPE);
    }

    private static void loops(List<Repeat> repeats, int kernel, TurnsCode turns) {
        Repeat.ending(repeats, kernel).forEach(r -> turns.end(Action.Again.of(r)));
        Repeat.beginning(repeats, kernel).forEach(r -> turns.begin(Action.Turns.of(r)));
    }

    private int slotOfTurn(String local) {
        return slots.computeIfAbsent(local, l -> nextSlot++);
    }

    /** Makes a local of what a kernel is passed. */
    private void take(Crew crew, KernelMethod.Parameter parameter) {
        Type type = types.of(parameter);
        String source = parameter.source();
        self();
        if (parameter.isPlaces()) {
            DriverCode.places(code, self, parameter.program());
        } else if (parameter.isArena()) {
            code.getfield(self, parameter.field(types.precision()), type.getDescriptor());
        } else if (parameter.array()) {
            code.getfield(self, "inputs", "[" + OBJECT);
            code.iconst(crew.inputs().get(source));
            code.aload(OBJECT);
            code.checkcast(type);
        } else if (parameter.isProducts()) {
            code.load(MEMBER_SLOT, Type.INT_TYPE);
            DriverCode.productBlock(code, self);
        } else if (parameter.isKey()) {
            code.iconst(parameter.stream());
            code.invokevirtual(self, "randomKey", "(I)I", false);
        } else if (parameter.isStepNumber()) {
            code.invokevirtual(self, "stepNumber", "()J", false);
            code.cast(Type.LONG_TYPE, Type.DOUBLE_TYPE);
        } else {
            code.getfield(self, "sizes", "[I");
            code.iconst(crew.sizes().get(source));
            code.aload(Type.INT_TYPE);
        }
        slots.put(source, nextSlot);
        code.store(nextSlot, type);
        nextSlot += type.getSize();
    }

    private void run(KernelMethod kernel, int number) {
        Label next = new Label();
        ask("begins", number, "Z");
        code.ifeq(next);
        if (kernel.split().isPresent()) {
            ask("from", number, "I");
            code.store(FROM_SLOT, Type.INT_TYPE);
            ask("to", number, "I");
            code.store(TO_SLOT, Type.INT_TYPE);
        }
        var calls = new CallCode(code, types, homes, slots::get);
        if (RehearsalCode.isFor(kernel)) {
            Label settled = new Label();
            ask("rehearses", number, "Z");
            code.ifeq(settled);
            rehearse(kernel, number);
            code.goTo(next);
            code.mark(settled);
        }
        calls.kernel(kernel, calls.locals(FROM_SLOT, TO_SLOT));
        code.mark(next);
    }

    private void rehearse(KernelMethod kernel, int number) {
        for (KernelMethod.Parameter p : RehearsalCode.parameters(kernel)) {
            if (p.isNumber()) {
                code.iconst(p.number());
            } else {
                code.load(slots.get(p.source()), types.of(p));
            }
        }
        code.load(SCHEDULE_SLOT, SCHEDULE_TYPE);
        code.iconst(number);
        code.load(MEMBER_SLOT, Type.INT_TYPE);
        code.invokestatic(
                homes.owner(kernel.name()), RehearsalCode.name(kernel), RehearsalCode.descriptor(kernel, types), false);
    }

    private void ask(String question, int kernel, String answer) {
        code.load(SCHEDULE_SLOT, SCHEDULE_TYPE);
        code.iconst(kernel);
        code.load(MEMBER_SLOT, Type.INT_TYPE);
        code.invokevirtual(SCHEDULE, question, "(II)" + answer, false);
    }

    // ---- all programs

    /** The body of the method that runs the program of a number. */
    void dispatch(List<Crew> crews) {
        for (Crew crew : crews) {
            choose(crew, () -> {
                for (Crew.Member member : crew.methods()) {
                    self();
                    code.load(2, Type.INT_TYPE);
                    code.invokevirtual(self, member.name(), MEMBER, false);
                }
                code.areturn(Type.VOID_TYPE);
            });
        }
        self();
        code.load(1, Type.INT_TYPE);
        code.load(2, Type.INT_TYPE);
        code.invokespecial(BytecodeEmitter.BASE, "runMember", "(II)V", false);
        code.areturn(Type.VOID_TYPE);
    }

    /** The body of the method that tells the work of the program of a number. */
    void work(List<Crew> crews) {
        for (Crew crew : crews) {
            choose(crew, () -> {
                TextCode.chunks(code, crew.work(), "\n");
                code.areturn(Type.getType(String[].class));
            });
        }
        self();
        code.load(1, Type.INT_TYPE);
        code.invokespecial(BytecodeEmitter.BASE, "programWork", "(I)[" + STRING, false);
        code.areturn(Type.getType(String[].class));
    }

    private void choose(Crew crew, Runnable body) {
        Label next = new Label();
        code.load(1, Type.INT_TYPE);
        code.iconst(crew.program());
        code.ificmpne(next);
        body.run();
        code.mark(next);
    }
}
