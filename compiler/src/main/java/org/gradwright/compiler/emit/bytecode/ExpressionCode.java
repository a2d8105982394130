// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.gradwright.compiler.emit.Calls;
import org.gradwright.compiler.emit.Functions;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Given;
import org.gradwright.compiler.kernel.Expr.Load;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Expr.Num;
import org.gradwright.compiler.kernel.Expr.Truth;
import org.gradwright.compiler.kernel.Expr.Whole;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Scalar;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Expressions as instructions that leave one value on the stack. */
final class ExpressionCode {
    private final InstructionAdapter code;
    private final JvmTypes types;
    private final ToIntFunction<String> slots;
    private final Supplier<String> place;
    private final String self;

    /**
     * @param slots the local variable of a name
     * @param place what an index check names when it fails
     */
    ExpressionCode(
            InstructionAdapter code, JvmTypes types, ToIntFunction<String> slots, Supplier<String> place, String self) {
        this.self = self;
        this.code = code;
        this.types = types;
        this.slots = slots;
        this.place = place;
    }

    void value(Expr expr) {
        if (expr instanceof Num n) {
            number(n);
        } else if (expr instanceof Whole w) {
            code.iconst(w.value());
        } else if (expr instanceof Truth t) {
            code.iconst(t.value() ? 1 : 0);
        } else if (expr instanceof Local local) {
            code.load(slots.applyAsInt(local.name()), types.of(local.type()));
        } else if (expr instanceof Load load) {
            Type element = types.of(load.buffer().type());
            code.load(slots.applyAsInt(load.buffer().name()), types.array(element));
            value(load.index());
            code.aload(element);
        } else if (expr instanceof Given given) {
            code.getstatic(self, VectorEmitter.field(given), given.type() == Scalar.INT ? "I" : "Z");
        } else if (expr instanceof Call call) {
            call(call);
        } else {
            throw new IllegalStateException("not part of a kernel: " + expr);
        }
    }

    private void number(Num n) {
        if (types.of(n.type()) == Type.FLOAT_TYPE) {
            code.fconst((float) n.value());
        } else {
            code.dconst(n.value());
        }
    }

    private void call(Call call) {
        if (Functions.isOwn(call, types.precision())) {
            own(call);
            return;
        }
        if (isRemainder(call)) {
            remainder(call);
            return;
        }
        Calls.Method method = Calls.method(call.fn(), call.args().get(0).type());
        if (method != null) {
            invoke(call, method);
            return;
        }
        switch (call.fn()) {
            case ADD, SUB, MUL, DIV, NEG -> operator(call);
            case LT, LE, EQ, NE, AND, OR, NOT -> truth(call);
            case SELECT -> select(call);
            case BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> bits(call);
            case TO_REAL -> convert(call.args().get(0), types.real());
            case TO_INT -> convert(call.args().get(0), Type.INT_TYPE);
            case CHECKED -> checked(call);
            default -> throw new IllegalStateException("no code for " + call.fn());
        }
    }

    private void operator(Call call) {
        call.args().forEach(this::value);
        Type type = types.of(call.type());
        switch (call.fn()) {
            case ADD -> code.add(type);
            case SUB -> code.sub(type);
            case MUL -> code.mul(type);
            case DIV -> code.div(type);
            default -> code.neg(type);
        }
    }

    /** Whether a call is the remainder of a whole number by a literal or a number of lanes, which the JIT need not be asked to inline. */
    private static boolean isRemainder(Call call) {
        return call.fn() == Fn.MOD
                && call.type() == Scalar.INT
                && (isPowerOfTwo(call.args().get(1)) || call.args().get(1) instanceof Whole w && w.value() > 0);
    }

    private static boolean isPowerOfTwo(Expr expr) {
        if (expr instanceof Call product && product.fn() == Fn.MUL) {
            return product.args().stream().allMatch(ExpressionCode::isPowerOfTwo);
        }
        return expr instanceof Whole w && w.value() > 0 && Integer.bitCount(w.value()) == 1
                || expr instanceof Given given && Givens.isLanes(given);
    }

    /** {@code x & (y - 1)}, or {@code r + (r >> 31 & y)} with {@code r = x % y}: as {@code floorMod}, {@code 0 <= r < y}. */
    private void remainder(Call call) {
        call.args().forEach(this::value);
        if (isPowerOfTwo(call.args().get(1))) {
            code.iconst(1);
            code.sub(Type.INT_TYPE);
            code.and(Type.INT_TYPE);
        } else {
            code.rem(Type.INT_TYPE);
            code.dup();
            code.iconst(31);
            code.shr(Type.INT_TYPE);
            code.iconst(((Whole) call.args().get(1)).value());
            code.and(Type.INT_TYPE);
            code.add(Type.INT_TYPE);
        }
    }

    private void bits(Call call) {
        call.args().forEach(this::value);
        switch (call.fn()) {
            case BIT_AND -> code.and(Type.INT_TYPE);
            case BIT_OR -> code.or(Type.INT_TYPE);
            case BIT_XOR -> code.xor(Type.INT_TYPE);
            case SHIFT_LEFT -> code.shl(Type.INT_TYPE);
            case SHIFT_RIGHT -> code.shr(Type.INT_TYPE);
            default -> code.ushr(Type.INT_TYPE);
        }
    }

    /** A function that is a method of this class. */
    private void own(Call call) {
        call.args().forEach(this::value);
        code.invokestatic(self, Functions.name(call.fn()), types.function(call.fn()), false);
    }

    private void invoke(Call call, Calls.Method method) {
        boolean random = call.fn() == Fn.RANDOM_UNIFORM || call.fn() == Fn.RANDOM_NORMAL;
        Type own = types.of(call.args().get(0).type());
        Type type = method.inDouble() ? Type.DOUBLE_TYPE : own;
        for (Expr arg : call.args()) {
            value(arg);
            code.cast(own, type);
        }
        Type result = random
                ? (Calls.isDouble(call.fn()) ? Type.DOUBLE_TYPE : Type.FLOAT_TYPE)
                : method.inDouble() ? type : types.of(call.type());
        Type[] parameters = call.args().stream().map(a -> type).toArray(Type[]::new);
        String descriptor = Type.getMethodDescriptor(result, parameters);
        code.invokestatic(JvmTypes.owner(method.owner()), method.name(), descriptor, false);
        code.cast(result, types.of(call.type()));
    }

    private void convert(Expr arg, Type to) {
        value(arg);
        Type from = types.of(arg.type());
        code.cast(from == Type.BOOLEAN_TYPE ? Type.INT_TYPE : from, to);
    }

    private void checked(Call call) {
        call.args().forEach(this::value);
        code.aconst(place.get());
        code.invokestatic(JvmTypes.owner(Calls.DOORS), "index", "(IILjava/lang/String;)I", false);
    }

    // ---- conditions

    private void truth(Call call) {
        Label no = new Label();
        Label end = new Label();
        jumpUnless(call, no);
        code.iconst(1);
        code.goTo(end);
        code.mark(no);
        code.iconst(0);
        code.mark(end);
    }

    private void select(Call call) {
        Label no = new Label();
        Label end = new Label();
        jumpUnless(call.args().get(0), no);
        value(call.args().get(1));
        code.goTo(end);
        code.mark(no);
        value(call.args().get(2));
        code.mark(end);
    }

    /** Goes on where the condition holds, else jumps. */
    private void jumpUnless(Expr condition, Label no) {
        if (condition instanceof Call call) {
            switch (call.fn()) {
                case LT, LE, EQ, NE:
                    compare(call, no);
                    return;
                case AND:
                    call.args().forEach(a -> jumpUnless(a, no));
                    return;
                case OR:
                    either(call.args(), no);
                    return;
                case NOT:
                    Label yes = new Label();
                    jumpUnless(call.args().get(0), yes);
                    code.goTo(no);
                    code.mark(yes);
                    return;
                default:
                    break;
            }
        }
        value(condition);
        code.ifeq(no);
    }

    private void either(List<Expr> args, Label no) {
        Label second = new Label();
        Label yes = new Label();
        jumpUnless(args.get(0), second);
        code.goTo(yes);
        code.mark(second);
        jumpUnless(args.get(1), no);
        code.mark(yes);
    }

    /** As javac compiles it, so that a comparison with NaN is false (and {@code !=} true). */
    private void compare(Call call, Label no) {
        call.args().forEach(this::value);
        Scalar scalar = call.args().get(0).type();
        if (scalar == Scalar.INT || scalar == Scalar.BOOL) {
            code.visitJumpInsn(intJump(call.fn()), no);
            return;
        }
        Type type = types.of(scalar);
        if (call.fn() == Fn.LT || call.fn() == Fn.LE) {
            code.cmpg(type);
        } else {
            code.cmpl(type);
        }
        code.visitJumpInsn(zeroJump(call.fn()), no);
    }

    private static int intJump(Fn fn) {
        return switch (fn) {
            case LT -> Opcodes.IF_ICMPGE;
            case LE -> Opcodes.IF_ICMPGT;
            case EQ -> Opcodes.IF_ICMPNE;
            default -> Opcodes.IF_ICMPEQ;
        };
    }

    private static int zeroJump(Fn fn) {
        return switch (fn) {
            case LT -> Opcodes.IFGE;
            case LE -> Opcodes.IFGT;
            case EQ -> Opcodes.IFNE;
            default -> Opcodes.IFEQ;
        };
    }
}
