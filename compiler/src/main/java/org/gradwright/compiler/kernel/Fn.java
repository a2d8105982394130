// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.List;

/**
 * The functions that a scalar expression may call. Both emitters and the evaluator of expressions answer for every one of
 * them in an exhaustive switch, so adding a function without its meaning in each does not compile.
 */
public enum Fn {
    ADD(2, Rule.SAME),
    SUB(2, Rule.SAME),
    MUL(2, Rule.SAME),
    /** Exact division of reals; of integers, rounded towards negative infinity. */
    DIV(2, Rule.SAME),
    /** Remainder with the sign of the divisor; of integers and reals alike. */
    MOD(2, Rule.SAME),
    /** {@code a * b + c} with one rounding. */
    FMA(3, Rule.SAME),
    NEG(1, Rule.SAME),
    MIN(2, Rule.SAME),
    MAX(2, Rule.SAME),
    ABS(1, Rule.SAME),
    POW(2, Rule.SAME),
    SQRT(1, Rule.SAME),
    EXP(1, Rule.SAME),
    EXPM1(1, Rule.SAME),
    LOG(1, Rule.SAME),
    LOG1P(1, Rule.SAME),
    SIN(1, Rule.SAME),
    COS(1, Rule.SAME),
    TAN(1, Rule.SAME),
    ASIN(1, Rule.SAME),
    ACOS(1, Rule.SAME),
    ATAN(1, Rule.SAME),
    SINH(1, Rule.SAME),
    COSH(1, Rule.SAME),
    TANH(1, Rule.SAME),
    ERF(1, Rule.SAME),
    SIGMOID(1, Rule.SAME),
    SOFTPLUS(1, Rule.SAME),
    /** Computed in double, which a definition in precision f32 does only for arguments of great magnitude. */
    SIN_OF_LARGE(1, Rule.SAME),
    COS_OF_LARGE(1, Rule.SAME),
    TAN_OF_LARGE(1, Rule.SAME),
    FLOOR(1, Rule.SAME),
    CEIL(1, Rule.SAME),
    /** To the nearest whole number, ties to even. */
    ROUND(1, Rule.SAME),
    LT(2, Rule.BOOL),
    LE(2, Rule.BOOL),
    EQ(2, Rule.BOOL),
    NE(2, Rule.BOOL),
    AND(2, Rule.BOOL),
    OR(2, Rule.BOOL),
    NOT(1, Rule.BOOL),
    /** {@code SELECT(c, a, b)} is a where c is true, else b; both sides may be evaluated. */
    SELECT(3, Rule.SECOND),
    TO_REAL(1, Rule.REAL),
    TO_INT(1, Rule.INT),
    /** The 32 bits of a real of precision f32. */
    BITS(1, Rule.INT),
    /** The real of precision f32 that has these bits. */
    FROM_BITS(1, Rule.REAL),
    BIT_AND(2, Rule.INT),
    BIT_OR(2, Rule.INT),
    BIT_XOR(2, Rule.INT),
    SHIFT_LEFT(2, Rule.INT),
    /** Keeps the sign. */
    SHIFT_RIGHT(2, Rule.INT),
    /** Fills with zeros. */
    SHIFT_RIGHT_UNSIGNED(2, Rule.INT),
    /** {@code RANDOM_UNIFORM(key, element)}: one draw of [0, 1) on a grid of 2^-24. */
    RANDOM_UNIFORM(2, Rule.REAL),
    /** {@code RANDOM_NORMAL(key, element)}: one draw of the standard normal distribution. */
    RANDOM_NORMAL(2, Rule.REAL),
    /** {@code CHECKED(index, size)}: the index, after a check that it is at least 0 and less than size. */
    CHECKED(2, Rule.INT);

    private enum Rule {
        SAME,
        SECOND,
        BOOL,
        REAL,
        INT
    }

    private final int arity;
    private final Rule rule;

    Fn(int arity, Rule rule) {
        this.arity = arity;
        this.rule = rule;
    }

    /** The number of arguments. */
    public int arity() {
        return arity;
    }

    /** The type of the result for these arguments. */
    Scalar type(List<Expr> args) {
        return switch (rule) {
            case SAME -> args.get(0).type();
            case SECOND -> args.get(1).type();
            case BOOL -> Scalar.BOOL;
            case REAL -> Scalar.REAL;
            case INT -> Scalar.INT;
        };
    }
}
