// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.emit.KernelMethod.Parameter;
import org.gradwright.compiler.kernel.Givens;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/**
 * A method that computes a kernel partly in its vector form, partly in its plain form, as the schedule says, until the JIT has
 * compiled the former.
 */
final class RehearsalCode {
    private static final String SCHEDULE = JvmTypes.RUNTIME + "Schedule";

    private final InstructionAdapter code;
    private final KernelMethod kernel;
    private final JvmTypes types;
    private final Homes homes;
    private final Map<String, Integer> slots = new HashMap<>();
    private int next;
    private int schedule;
    private int number;
    private int member;

    RehearsalCode(InstructionAdapter code, KernelMethod kernel, JvmTypes types, Homes homes) {
        this.code = code;
        this.kernel = kernel;
        this.types = types;
        this.homes = homes;
    }

    /** Whether a kernel begins in its plain form. */
    static boolean isFor(KernelMethod kernel) {
        return !kernel.vectorForm().isEmpty();
    }

    /** The name of the method. */
    static String name(KernelMethod kernel) {
        return kernel.name() + "_rehearsal";
    }

    /** What both forms take, without the range; behind it come the schedule, the kernel's number and the member's. */
    static List<Parameter> parameters(KernelMethod kernel) {
        var bySource = new LinkedHashMap<String, Parameter>();
        kernel.parameters().forEach(p -> bySource.put(p.source(), p));
        kernel.vectorParameters().forEach(p -> bySource.putIfAbsent(p.source(), p));
        return bySource.values().stream().filter(p -> !p.isPart()).toList();
    }

    static String descriptor(KernelMethod kernel, JvmTypes types) {
        var all = new ArrayList<Type>();
        parameters(kernel).forEach(p -> all.add(types.of(p)));
        all.addAll(List.of(Type.getObjectType(SCHEDULE), Type.INT_TYPE, Type.INT_TYPE));
        return Type.getMethodDescriptor(Type.VOID_TYPE, all.toArray(Type[]::new));
    }

    private int slot(Type type) {
        int slot = next;
        next += type.getSize();
        return slot;
    }

    void emit() {
        parameters(kernel).forEach(p -> slots.put(p.source(), slot(types.of(p))));
        schedule = slot(Type.getObjectType(SCHEDULE));
        number = slot(Type.INT_TYPE);
        member = slot(Type.INT_TYPE);
        slots.put(Givens.member().name(), member);
        int from = ask("from");
        int to = ask("to");
        callInVain(ask("calls"));
        int head = ask("head");
        int tail = ask("tail");
        CallCode calls = new CallCode(code, types, homes, slots::get);
        unlessEmpty(from, head, () -> calls.vectors(kernel, calls.locals(from, head)));
        unlessEmpty(tail, to, () -> calls.vectors(kernel, calls.locals(tail, to)));
        tell("turns", "(I)V", member);
        unlessEmpty(head, tail, () -> calls.plain(kernel, calls.locals(head, tail)));
        tell("ends", "(II)V", number, member);
        code.areturn(Type.VOID_TYPE);
    }

    private int ask(String question) {
        tell(question, "(II)I", number, member);
        int slot = slot(Type.INT_TYPE);
        code.store(slot, Type.INT_TYPE);
        return slot;
    }

    private void tell(String method, String descriptor, int... arguments) {
        code.load(schedule, Type.getObjectType(SCHEDULE));
        for (int argument : arguments) {
            code.load(argument, Type.INT_TYPE);
        }
        code.invokevirtual(SCHEDULE, method, descriptor, false);
    }

    private void unlessEmpty(int from, int to, Runnable body) {
        Label end = new Label();
        code.load(from, Type.INT_TYPE);
        code.load(to, Type.INT_TYPE);
        code.ificmpge(end);
        body.run();
        code.mark(end);
    }

    /** Without arrays a vector kernel returns at once. */
    private void callInVain(int count) {
        Label head = new Label();
        Label end = new Label();
        code.mark(head);
        code.load(count, Type.INT_TYPE);
        code.ifle(end);
        for (KernelMethod form : kernel.vectorForm()) {
            form.parameters().forEach(this::nothing);
            String descriptor = KernelCode.descriptor(form.parameters(), types);
            code.invokestatic(VectorEmitter.owner(homes.owner(kernel.name())), form.name(), descriptor, false);
        }
        code.iinc(count, -1);
        code.goTo(head);
        code.mark(end);
    }

    private void nothing(Parameter parameter) {
        if (parameter.array()) {
            code.aconst(null);
        } else if (types.of(parameter).equals(Type.DOUBLE_TYPE)) {
            code.dconst(0);
        } else if (types.of(parameter).equals(Type.FLOAT_TYPE)) {
            code.fconst(0);
        } else {
            code.iconst(0);
        }
    }
}
