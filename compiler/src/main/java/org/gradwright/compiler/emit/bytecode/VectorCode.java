// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.function.ToIntFunction;
import org.gradwright.compiler.kernel.Elementary;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Given;
import org.gradwright.compiler.kernel.Expr.Load;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.InstructionAdapter;

/** Expressions as calls of the Vector API; what is the same for all lanes is computed once and broadcast. */
final class VectorCode {
    private static final String API = "jdk/incubator/vector/";
    static final String INT_VECTOR = API + "IntVector";
    private static final String INT_OWN = "L" + INT_VECTOR + ";";
    private static final String VECTOR = "L" + API + "Vector;";
    private static final String MASK = API + "VectorMask";
    private static final String OPERATORS = API + "VectorOperators";
    private static final String SPECIES = "L" + API + "VectorSpecies;";

    private final InstructionAdapter code;
    private final JvmTypes types;
    private final ToIntFunction<String> slots;
    private final ExpressionCode scalars;
    private final String self;
    private final String owner;
    private final String own;
    private final IntegerVectorCode integers;
    private Broadcasts constants;

    VectorCode(
            InstructionAdapter code, JvmTypes types, ToIntFunction<String> slots, ExpressionCode scalars, String self) {
        this.code = code;
        this.types = types;
        this.slots = slots;
        this.scalars = scalars;
        this.self = self;
        this.owner = owner(types);
        this.own = "L" + owner + ";";
        this.integers = new IntegerVectorCode(code, this::value, owner);
    }

    /** The internal name of the vectors of reals. */
    static String owner(JvmTypes types) {
        return API + (types.isDouble() ? "DoubleVector" : "FloatVector");
    }

    /** The type of a local whose lanes are of a type. */
    Type type(Scalar scalar) {
        return Type.getObjectType(
                switch (scalar) {
                    case BOOL -> MASK;
                    case INT -> INT_VECTOR;
                    default -> owner;
                });
    }

    /** Begins a block, or goes on with one. @return the constants of the block before */
    Broadcasts within(Broadcasts block) {
        Broadcasts before = constants;
        constants = block;
        return before;
    }

    /** Leaves a vector of reals or integers on the stack, or a mask for a condition. */
    void value(Expr expr) {
        if (!expr.varies()) {
            constants.value(expr, type(expr.type()), this::broadcast);
        } else if (expr instanceof Local local) {
            code.load(slots.applyAsInt(local.name()), type(local.type()));
        } else if (expr instanceof Given) {
            code.getstatic(self, VectorEmitter.NUMBERS, IntegerVectorCode.OWN);
        } else if (expr instanceof Load load) {
            load(load);
        } else {
            call((Call) expr);
        }
    }

    private void broadcast(Expr expr) {
        if (expr.type() == Scalar.INT) {
            code.getstatic(self, VectorEmitter.INT_SPECIES, SPECIES);
            scalars.value(expr);
            code.invokestatic(INT_VECTOR, "broadcast", "(" + SPECIES + "I)" + INT_OWN, false);
            return;
        }
        species();
        scalars.value(expr);
        if (expr.type() == Scalar.BOOL) {
            code.invokeinterface(API + "VectorSpecies", "maskAll", "(Z)L" + MASK + ";");
            return;
        }
        code.invokestatic(owner, "broadcast", "(" + SPECIES + types.real() + ")" + own, false);
    }

    private void species() {
        code.getstatic(self, VectorEmitter.SPECIES, SPECIES);
    }

    private void load(Load load) {
        Type array = types.array(types.real());
        species();
        code.load(slots.applyAsInt(load.buffer().name()), array);
        scalars.value(load.index());
        code.invokestatic(owner, "fromArray", "(" + SPECIES + array + "I)" + own, false);
    }

    void store(Stmt.Store store) {
        Type array = types.array(types.real());
        value(store.value());
        code.load(slots.applyAsInt(store.buffer().name()), array);
        scalars.value(store.index());
        code.invokevirtual(owner, "intoArray", "(" + array + "I)V", false);
    }

    private void call(Call call) {
        if (integers.emits(call)) {
            integers.emit(call);
            return;
        }
        switch (call.fn()) {
            case ADD -> binary(call, "add");
            case SUB -> binary(call, "sub");
            case MUL -> binary(call, "mul");
            case DIV -> binary(call, "div");
            case MIN -> binary(call, "min");
            case MAX -> binary(call, "max");
            case FMA -> {
                call.args().forEach(this::value);
                code.invokevirtual(owner, "fma", "(" + VECTOR + VECTOR + ")" + own, false);
            }
            case NEG -> unary(call, "neg");
            case ABS -> unary(call, "abs");
            case SQRT -> unary(call, "sqrt");
            case LT, LE, EQ, NE -> compare(call);
            case AND -> mask(call, "and");
            case OR -> mask(call, "or");
            case NOT -> {
                value(call.args().get(0));
                code.invokevirtual(MASK, "not", "()L" + MASK + ";", false);
            }
            case SELECT -> select(call);
            case FROM_BITS -> {
                value(call.args().get(0));
                code.invokevirtual(INT_VECTOR, "viewAsFloatingLanes", "()" + own, false);
            }
            case TO_REAL -> blend(call.args().get(0), Expr.real(1), Expr.real(0));
            default -> throw new IllegalStateException("no vector form of " + call.fn());
        }
    }

    private void select(Call call) {
        Expr no = call.args().get(2);
        if (no instanceof Call fallback
                && Elementary.withFallback(fallback.fn()).isPresent()) {
            value(call.args().get(1));
            LaneByLane.unlessWithin(call, fallback, code, this::value, self);
        } else {
            blend(call.args().get(0), call.args().get(1), no);
        }
    }

    private void unary(Call call, String method) {
        value(call.args().get(0));
        code.invokevirtual(owner, method, "()" + own, false);
    }

    private void binary(Call call, String method) {
        call.args().forEach(this::value);
        code.invokevirtual(owner, method, "(" + VECTOR + ")" + own, false);
    }

    private void compare(Call call) {
        value(call.args().get(0));
        String comparison = OPERATORS + "$Comparison";
        code.getstatic(OPERATORS, call.fn().name(), "L" + comparison + ";");
        value(call.args().get(1));
        code.invokevirtual(owner, "compare", "(L" + comparison + ";" + VECTOR + ")L" + MASK + ";", false);
    }

    private void mask(Call call, String method) {
        call.args().forEach(this::value);
        code.invokevirtual(MASK, method, "(L" + MASK + ";)L" + MASK + ";", false);
    }

    private void blend(Expr condition, Expr yes, Expr no) {
        value(no);
        value(yes);
        value(condition);
        code.invokevirtual(owner, "blend", "(" + VECTOR + "L" + MASK + ";)" + own, false);
    }
}
