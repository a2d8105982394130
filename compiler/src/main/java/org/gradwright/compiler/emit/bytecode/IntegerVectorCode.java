// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.function.Consumer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Whole;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.objectweb.asm.commons.InstructionAdapter;

/** Integers in the lanes of vectors, and what turns them into reals and back. */
final class IntegerVectorCode {
    private static final String API = "jdk/incubator/vector/";
    private static final String VECTOR = "L" + API + "Vector;";
    static final String OWN = "L" + VectorCode.INT_VECTOR + ";";
    private static final String OPERATORS = API + "VectorOperators";
    private static final String BINARY = "L" + OPERATORS + "$Binary;";
    private static final String CONVERSION = "L" + OPERATORS + "$Conversion;";

    private final InstructionAdapter code;
    private final Consumer<Expr> value;
    private final String reals;

    /**
     * @param value leaves the vector of an expression on the stack
     * @param reals the internal name of the vectors of reals
     */
    IntegerVectorCode(InstructionAdapter code, Consumer<Expr> value, String reals) {
        this.code = code;
        this.value = value;
        this.reals = reals;
    }

    /** Turns the species of integers on the stack into the numbers of its lanes. */
    static void numbers(InstructionAdapter code) {
        String integers = VectorCode.INT_VECTOR;
        code.invokestatic(integers, "zero", "(L" + API + "VectorSpecies;)" + OWN, false);
        code.iconst(1);
        code.invokevirtual(integers, "addIndex", "(I)" + OWN, false);
    }

    /** Whether a call is of integers. */
    boolean emits(Call call) {
        boolean fromInt = call.args().get(0).type() == Scalar.INT;
        return call.type() == Scalar.INT || call.fn() == Fn.TO_REAL && fromInt;
    }

    void emit(Call call) {
        switch (call.fn()) {
            case BITS -> {
                value.accept(call.args().get(0));
                code.invokevirtual(reals, "viewAsIntegralLanes", "()" + OWN, false);
            }
            case TO_REAL -> {
                value.accept(call.args().get(0));
                code.getstatic(OPERATORS, "I2F", CONVERSION);
                code.iconst(0);
                code.invokevirtual(VectorCode.INT_VECTOR, "convert", "(" + CONVERSION + "I)" + VECTOR, false);
                code.checkcast(org.objectweb.asm.Type.getObjectType(reals));
            }
            case ADD -> binary(call, "add");
            case SUB -> binary(call, "sub");
            case MUL -> binary(call, "mul");
            case MIN -> binary(call, "min");
            case MAX -> binary(call, "max");
            case BIT_AND -> lanewise(call, "AND");
            case BIT_OR -> lanewise(call, "OR");
            case BIT_XOR -> lanewise(call, "XOR");
            case SHIFT_LEFT -> shift(call, "LSHL");
            case SHIFT_RIGHT -> shift(call, "ASHR");
            case SHIFT_RIGHT_UNSIGNED -> shift(call, "LSHR");
            default -> throw new IllegalStateException("no vector form of " + call.fn());
        }
    }

    private void binary(Call call, String method) {
        call.args().forEach(value);
        code.invokevirtual(VectorCode.INT_VECTOR, method, "(" + VECTOR + ")" + OWN, false);
    }

    private void lanewise(Call call, String operator) {
        value.accept(call.args().get(0));
        operator(operator, true);
        value.accept(call.args().get(1));
        code.invokevirtual(VectorCode.INT_VECTOR, "lanewise", "(" + BINARY + VECTOR + ")" + OWN, false);
    }

    private void operator(String name, boolean associative) {
        String type = associative ? "L" + OPERATORS + "$Associative;" : BINARY;
        code.getstatic(OPERATORS, name, type);
    }

    /** By a constant number of bits. */
    private void shift(Call call, String operator) {
        value.accept(call.args().get(0));
        operator(operator, false);
        code.iconst(((Whole) call.args().get(1)).value());
        code.invokevirtual(VectorCode.INT_VECTOR, "lanewise", "(" + BINARY + "I)" + OWN, false);
    }
}
