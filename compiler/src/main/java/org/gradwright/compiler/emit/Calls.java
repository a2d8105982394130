// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;

/**
 * The static methods that functions of expressions call, in one place for both emitters. A function that is an operator or
 * an instruction of its own has none.
 */
public final class Calls {
    /** The class of the runtime's scalar functions. */
    public static final String MATHS = "Maths";

    /** The class of the runtime's random numbers. */
    public static final String RANDOM = "CounterRandom";

    /** The class of the runtime's checks. */
    public static final String DOORS = "Doors";

    private Calls() {}

    /**
     * A static method.
     *
     * @param owner {@code Math} or the simple name of a class of the runtime
     * @param inDouble whether the method computes in double, so that a float argument is widened and its result narrowed
     */
    public record Method(String owner, String name, boolean inDouble) {}

    /** The method of a function on arguments of a type; null for operators. */
    public static Method method(Fn fn, Scalar type) {
        return switch (fn) {
            case FMA -> new Method("Math", "fma", false);
            case MIN -> new Method("Math", "min", false);
            case MAX -> new Method("Math", "max", false);
            case ABS -> new Method("Math", "abs", false);
            case SQRT -> new Method("Math", "sqrt", true);
            case FLOOR -> new Method("Math", "floor", true);
            case CEIL -> new Method("Math", "ceil", true);
            case ROUND -> new Method("Math", "rint", true);
            case POW -> new Method(MATHS, "pow", false);
            case EXP -> new Method(MATHS, "exp", false);
            case EXPM1 -> new Method(MATHS, "expm1", false);
            case LOG -> new Method(MATHS, "log", false);
            case LOG1P -> new Method(MATHS, "log1p", false);
            case SIN, SIN_OF_LARGE -> new Method(MATHS, "sin", false);
            case COS, COS_OF_LARGE -> new Method(MATHS, "cos", false);
            case TAN, TAN_OF_LARGE -> new Method(MATHS, "tan", false);
            case ASIN -> new Method(MATHS, "asin", false);
            case ACOS -> new Method(MATHS, "acos", false);
            case ATAN -> new Method(MATHS, "atan", false);
            case SINH -> new Method(MATHS, "sinh", false);
            case COSH -> new Method(MATHS, "cosh", false);
            case TANH -> new Method(MATHS, "tanh", false);
            case ERF -> new Method(MATHS, "erf", false);
            case SIGMOID -> new Method(MATHS, "sigmoid", false);
            case SOFTPLUS -> new Method(MATHS, "softplus", false);
            case RANDOM_UNIFORM -> new Method(RANDOM, "uniform", false);
            case RANDOM_NORMAL -> new Method(RANDOM, "normal", false);
            case DIV -> type == Scalar.INT ? new Method("Math", "floorDiv", false) : null;
            case MOD -> type == Scalar.INT ? new Method("Math", "floorMod", false) : new Method(MATHS, "mod", false);
            case BITS -> new Method("Float", "floatToRawIntBits", false);
            case FROM_BITS -> new Method("Float", "intBitsToFloat", false);
            case ADD, SUB, MUL, NEG, LT, LE, EQ, NE, AND, OR, NOT, SELECT, TO_REAL, TO_INT, CHECKED -> null;
            case BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> null;
        };
    }

    /** The Java type of a random draw, which the precision converts. */
    public static boolean isDouble(Fn random) {
        return random == Fn.RANDOM_NORMAL;
    }

    /** Whether the model's reals are doubles. */
    public static boolean isDouble(Precision precision) {
        return precision == Precision.F64;
    }
}
