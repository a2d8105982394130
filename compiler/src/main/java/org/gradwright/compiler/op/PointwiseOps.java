// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;

/**
 * The pointwise half of {@link Ops}. Operands broadcast by NumPy's rule; every method throws
 * {@link org.gradwright.compiler.graph.TypeError} when the operands do not fit. Operations on constants are carried out,
 * and neutral operands disappear.
 */
public abstract sealed class PointwiseOps permits Ops {
    private final Origin origin;

    PointwiseOps(Origin origin) {
        this.origin = origin;
    }

    /** The origin of the nodes that this creates. */
    public Origin origin() {
        return origin;
    }

    /** Any pointwise operation. */
    public Node pointwise(Pointwise op, Node... inputs) {
        return Folding.simplify((Ops) this, op, Node.of(op, origin, List.of(inputs)));
    }

    public Node add(Node a, Node b) {
        return numeric(Arithmetic.ADD, Arithmetic.ADD_I32, a, b);
    }

    public Node sub(Node a, Node b) {
        return numeric(Arithmetic.SUB, Arithmetic.SUB_I32, a, b);
    }

    public Node mul(Node a, Node b) {
        return numeric(Arithmetic.MUL, Arithmetic.MUL_I32, a, b);
    }

    /** Of integers rounded towards negative infinity, and 0 for a divisor of 0. */
    public Node div(Node a, Node b) {
        return numeric(Arithmetic.DIV, Arithmetic.DIV_I32, a, b);
    }

    /** The remainder with the sign of the divisor; of integers 0 for a divisor of 0. */
    public Node mod(Node a, Node b) {
        return numeric(Arithmetic.MOD, Arithmetic.MOD_I32, a, b);
    }

    public Node pow(Node a, Node b) {
        return pointwise(Arithmetic.POW, a, b);
    }

    public Node maximum(Node a, Node b) {
        return numeric(Selection.MAXIMUM, Selection.MAXIMUM_I32, a, b);
    }

    public Node minimum(Node a, Node b) {
        return numeric(Selection.MINIMUM, Selection.MINIMUM_I32, a, b);
    }

    public Node equal(Node a, Node b) {
        return numeric(Comparisons.EQUAL, Comparisons.EQUAL_I32, countable(a), countable(b));
    }

    public Node notEqual(Node a, Node b) {
        return numeric(Comparisons.NOT_EQUAL, Comparisons.NOT_EQUAL_I32, countable(a), countable(b));
    }

    public Node less(Node a, Node b) {
        return numeric(Comparisons.LESS, Comparisons.LESS_I32, a, b);
    }

    public Node lessEqual(Node a, Node b) {
        return numeric(Comparisons.LESS_EQUAL, Comparisons.LESS_EQUAL_I32, a, b);
    }

    public Node greater(Node a, Node b) {
        return numeric(Comparisons.GREATER, Comparisons.GREATER_I32, a, b);
    }

    public Node greaterEqual(Node a, Node b) {
        return numeric(Comparisons.GREATER_EQUAL, Comparisons.GREATER_EQUAL_I32, a, b);
    }

    public Node and(Node a, Node b) {
        return pointwise(Comparisons.AND, a, b);
    }

    public Node or(Node a, Node b) {
        return pointwise(Comparisons.OR, a, b);
    }

    public Node not(Node x) {
        return pointwise(Comparisons.NOT, x);
    }

    /** {@code a} where the condition holds, else {@code b}. */
    public Node where(Node condition, Node a, Node b) {
        Pointwise op =
                switch (a.type().element()) {
                    case REAL -> Selection.WHERE;
                    case I32 -> Selection.WHERE_I32;
                    case BOOL -> Selection.WHERE_BOOL;
                };
        return pointwise(op, condition, a, b);
    }

    /** Kept within bounds, of which either may be infinite. */
    public Node clamp(Node x, double min, double max) {
        return pointwise(Selection.clamp(min, max), x);
    }

    public Node identity(Node x) {
        return pointwise(Arithmetic.IDENTITY, x);
    }

    public Node neg(Node x) {
        return x.type().element() == Element.I32 ? pointwise(Arithmetic.NEG_I32, x) : pointwise(Arithmetic.NEG, x);
    }

    /** A condition as 0 or 1, a whole number as a real one. */
    public Node toReal(Node x) {
        return switch (x.type().element()) {
            case REAL -> x;
            case I32 -> pointwise(Conversions.REAL_OF_I32, x);
            case BOOL -> pointwise(Conversions.REAL_OF_BOOL, x);
        };
    }

    /** A condition as 0 or 1, a real number without its fraction. */
    public Node toI32(Node x) {
        return switch (x.type().element()) {
            case REAL -> pointwise(Conversions.I32_OF_REAL, x);
            case I32 -> x;
            case BOOL -> pointwise(Conversions.I32_OF_BOOL, x);
        };
    }

    public Node exp(Node x) {
        return pointwise(Transcendental.EXP, x);
    }

    public Node expm1(Node x) {
        return pointwise(Transcendental.EXPM1, x);
    }

    public Node log(Node x) {
        return pointwise(Transcendental.LOG, x);
    }

    public Node log1p(Node x) {
        return pointwise(Transcendental.LOG1P, x);
    }

    public Node sin(Node x) {
        return pointwise(Transcendental.SIN, x);
    }

    public Node cos(Node x) {
        return pointwise(Transcendental.COS, x);
    }

    public Node tan(Node x) {
        return pointwise(Transcendental.TAN, x);
    }

    public Node asin(Node x) {
        return pointwise(Transcendental.ASIN, x);
    }

    public Node acos(Node x) {
        return pointwise(Transcendental.ACOS, x);
    }

    public Node atan(Node x) {
        return pointwise(Transcendental.ATAN, x);
    }

    public Node sinh(Node x) {
        return pointwise(Transcendental.SINH, x);
    }

    public Node cosh(Node x) {
        return pointwise(Transcendental.COSH, x);
    }

    public Node tanh(Node x) {
        return pointwise(Transcendental.TANH, x);
    }

    public Node erf(Node x) {
        return pointwise(Transcendental.ERF, x);
    }

    public Node sigmoid(Node x) {
        return pointwise(Transcendental.SIGMOID, x);
    }

    public Node softplus(Node x) {
        return pointwise(Transcendental.SOFTPLUS, x);
    }

    public Node softsign(Node x) {
        return pointwise(Transcendental.SOFTSIGN, x);
    }

    public Node sqrt(Node x) {
        return pointwise(Arithmetic.SQRT, x);
    }

    public Node square(Node x) {
        return pointwise(Arithmetic.SQUARE, x);
    }

    public Node reciprocal(Node x) {
        return pointwise(Arithmetic.RECIPROCAL, x);
    }

    public Node floor(Node x) {
        return pointwise(Arithmetic.FLOOR, x);
    }

    public Node ceil(Node x) {
        return pointwise(Arithmetic.CEIL, x);
    }

    public Node round(Node x) {
        return pointwise(Arithmetic.ROUND, x);
    }

    public Node abs(Node x) {
        return pointwise(Selection.ABS, x);
    }

    public Node sign(Node x) {
        return pointwise(Selection.SIGN, x);
    }

    public Node relu(Node x) {
        return pointwise(Selection.RELU, x);
    }

    private Node numeric(Pointwise reals, Pointwise integers, Node a, Node b) {
        boolean whole = a.type().element() == Element.I32 && b.type().element() == Element.I32;
        return pointwise(whole ? integers : reals, a, b);
    }

    private Node countable(Node x) {
        return x.type().element() == Element.BOOL ? toI32(x) : x;
    }
}
