// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.List;
import java.util.function.ToIntFunction;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.kernel.Givens;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Calls of kernels, from locals named as their parameters' sources. */
final class CallCode {
    /** Leaves the beginning and the end of the part to compute on the stack. */
    interface Range {
        void from();

        void to();

        /** Leaves the number of the calling thread there. */
        void member();
    }

    private final InstructionAdapter code;
    private final JvmTypes types;
    private final Homes homes;
    private final ToIntFunction<String> slots;

    CallCode(InstructionAdapter code, JvmTypes types, Homes homes, ToIntFunction<String> slots) {
        this.code = code;
        this.types = types;
        this.homes = homes;
        this.slots = slots;
    }

    /** The vector form where the JVM has vectors, else the plain one. */
    void kernel(KernelMethod kernel, Range range) {
        if (kernel.vectorForm().isEmpty()) {
            plain(kernel, range);
            return;
        }
        Label plain = new Label();
        Label end = new Label();
        code.getstatic(homes.self(), DriverCode.VECTORS, "Z");
        code.ifeq(plain);
        vectors(kernel, range);
        code.goTo(end);
        code.mark(plain);
        plain(kernel, range);
        code.mark(end);
    }

    /** The plain form. */
    void plain(KernelMethod kernel, Range range) {
        call(homes.owner(kernel.name()), kernel.name(), kernel.parameters(), range);
    }

    /** The vector form. */
    void vectors(KernelMethod kernel, Range range) {
        String vectors = VectorEmitter.owner(homes.owner(kernel.name()));
        if (kernel.isBlocked()) {
            call(vectors, BlockCode.name(kernel), kernel.vectorParameters(), range);
        } else {
            kernel.vectorForm().forEach(k -> call(vectors, k.name(), k.parameters(), range));
        }
    }

    /** Calls a static method. @param range may be null where no parameter is part of one */
    void call(String owner, String name, List<KernelMethod.Parameter> parameters, Range range) {
        for (KernelMethod.Parameter p : parameters) {
            if (p.isFrom()) {
                range.from();
            } else if (p.isTo()) {
                range.to();
            } else if (p.isMember()) {
                range.member();
            } else if (p.isNumber()) {
                code.iconst(p.number());
            } else {
                code.load(slots.applyAsInt(p.source()), types.of(p));
            }
        }
        code.invokestatic(owner, name, KernelCode.descriptor(parameters, types), false);
    }

    /** A range that lies in two locals. */
    Range locals(int from, int to) {
        return new Range() {
            @Override
            public void from() {
                code.load(from, Type.INT_TYPE);
            }

            @Override
            public void to() {
                code.load(to, Type.INT_TYPE);
            }

            @Override
            public void member() {
                code.load(slots.applyAsInt(Givens.member().name()), Type.INT_TYPE);
            }
        };
    }
}
