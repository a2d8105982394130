// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.gradwright.compiler.emit.Action;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.plan.Extent;
import org.objectweb.asm.Label;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** What a driver checks before it touches memory. */
final class DoorCode {
    private static final String DOORS = JvmTypes.RUNTIME + "Doors";
    private static final Type STRING = Type.getObjectType("java/lang/String");

    private final InstructionAdapter code;
    private final ToIntFunction<String> slots;
    private final Function<String, Type> inputs;

    /**
     * @param slots the locals that hold inputs and sizes
     * @param inputs the types of inputs
     */
    DoorCode(InstructionAdapter code, ToIntFunction<String> slots, Function<String, Type> inputs) {
        this.code = code;
        this.slots = slots;
        this.inputs = inputs;
    }

    private void length(String input) {
        Type type = inputs.apply(input);
        code.load(slots.applyAsInt(input), type);
        code.aconst(input);
        code.invokestatic(DOORS, "length", Type.getMethodDescriptor(Type.INT_TYPE, type, STRING), false);
    }

    /** Leaves a free size on the stack. */
    void solve(Action.SolveSize solve) {
        length(solve.input());
        size(solve.others());
        code.aconst(solve.input());
        code.aconst(solve.type());
        code.aconst(solve.size());
        Type[] parameters = {Type.INT_TYPE, Type.LONG_TYPE, STRING, STRING, STRING};
        code.invokestatic(DOORS, "solveSize", Type.getMethodDescriptor(Type.INT_TYPE, parameters), false);
    }

    void checkSize(String size) {
        code.load(slots.applyAsInt(size), Type.INT_TYPE);
        code.aconst(size);
        code.invokestatic(DOORS, "size", Type.getMethodDescriptor(Type.INT_TYPE, Type.INT_TYPE, STRING), false);
        code.store(slots.applyAsInt(size), Type.INT_TYPE);
    }

    void checkLength(Action.CheckLength check) {
        length(check.input());
        size(check.need());
        code.aconst(check.input());
        code.aconst(check.type());
        var parameters = new ArrayList<Type>(List.of(Type.INT_TYPE, Type.LONG_TYPE, STRING, STRING));
        check.need().freeNames().stream().limit(2).forEach(name -> {
            code.aconst(name);
            code.load(slots.applyAsInt(name), Type.INT_TYPE);
            parameters.add(STRING);
            parameters.add(Type.INT_TYPE);
        });
        Type[] all = parameters.toArray(Type[]::new);
        code.invokestatic(DOORS, "exact", Type.getMethodDescriptor(Type.VOID_TYPE, all), false);
    }

    void checkDim(Dim dim) {
        int slot = slots.applyAsInt(dim.name());
        if (dim.atMost() < Integer.MAX_VALUE) {
            Label no = new Label();
            condition(dim, slot, no, () -> {
                code.load(slot, Type.INT_TYPE);
                code.iconst(dim.atMost());
                code.ificmpgt(no);
            });
        }
        if (dim.atLeast() > 1) {
            Label no = new Label();
            condition(dim, slot, no, () -> {
                code.load(slot, Type.INT_TYPE);
                code.iconst(dim.atLeast());
                code.ificmplt(no);
            });
        }
        if (dim.multipleOf() > 1) {
            Label no = new Label();
            condition(dim, slot, no, () -> {
                code.load(slot, Type.INT_TYPE);
                code.iconst(dim.multipleOf());
                code.rem(Type.INT_TYPE);
                code.ifne(no);
            });
        }
    }

    private void condition(Dim dim, int slot, Label no, Runnable jumpUnless) {
        Label end = new Label();
        jumpUnless.run();
        code.iconst(1);
        code.goTo(end);
        code.mark(no);
        code.iconst(0);
        code.mark(end);
        code.aconst(dim.constraint());
        code.aconst(dim.name());
        code.load(slot, Type.INT_TYPE);
        code.invokestatic(DOORS, "condition", "(ZLjava/lang/String;Ljava/lang/String;I)V", false);
    }

    /** An extent as a long. */
    void extent(Extent extent) {
        size(extent.sizes().get(0));
        for (Size other : extent.sizes().subList(1, extent.sizes().size())) {
            size(other);
            code.invokestatic("java/lang/Math", "max", "(JJ)J", false);
        }
        if (extent.multiple() > 1) {
            code.lconst(extent.multiple() - 1);
            code.add(Type.LONG_TYPE);
            code.lconst(-extent.multiple());
            code.and(Type.LONG_TYPE);
            code.lconst(extent.lead());
            code.add(Type.LONG_TYPE);
        }
    }

    /** A size as a long. */
    void size(Size size) {
        code.lconst(0);
        size.terms().forEach((monomial, coefficient) -> {
            code.lconst(coefficient);
            for (String name : monomial) {
                code.load(slots.applyAsInt(name), Type.INT_TYPE);
                code.cast(Type.INT_TYPE, Type.LONG_TYPE);
                code.mul(Type.LONG_TYPE);
            }
            code.add(Type.LONG_TYPE);
        });
    }
}
