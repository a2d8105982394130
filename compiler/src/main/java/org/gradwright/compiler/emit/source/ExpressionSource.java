// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.source;

import com.palantir.javapoet.CodeBlock;
import java.util.stream.Collectors;
import org.gradwright.compiler.emit.Calls;
import org.gradwright.compiler.emit.Functions;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Load;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Expr.Num;
import org.gradwright.compiler.kernel.Expr.Truth;
import org.gradwright.compiler.kernel.Expr.Whole;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;

/** Expressions as Java text, with the same operations in the same order as the bytecode. */
final class ExpressionSource {
    private final SourceTypes types;
    private final String place;

    /** @param place what an index check names when it fails */
    ExpressionSource(SourceTypes types, String place) {
        this.types = types;
        this.place = place;
    }

    String text(Expr expr) {
        if (expr instanceof Num n) {
            return number(n);
        }
        if (expr instanceof Whole w) {
            return Integer.toString(w.value());
        }
        if (expr instanceof Truth t) {
            return Boolean.toString(t.value());
        }
        if (expr instanceof Local local) {
            return local.name();
        }
        if (expr instanceof Load load) {
            return load.buffer().name() + "[" + text(load.index()) + "]";
        }
        if (expr instanceof Call call) {
            return call(call);
        }
        throw new IllegalStateException("not part of a kernel: " + expr);
    }

    private String number(Num n) {
        boolean single = n.type() == Scalar.REAL && !types.isDouble();
        double value = single ? (float) n.value() : n.value();
        String type = single ? "Float" : "Double";
        if (Double.isNaN(value)) {
            return type + ".NaN";
        }
        if (Double.isInfinite(value)) {
            return type + (value > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
        }
        return single ? Float.toString((float) value) + "f" : Double.toString(value);
    }

    private String call(Call call) {
        if (Functions.isOwn(call, types.precision())) {
            return Functions.name(call.fn()) + "(" + arguments(call) + ")";
        }
        Calls.Method method = Calls.method(call.fn(), call.args().get(0).type());
        if (method != null) {
            return invocation(call, method);
        }
        return switch (call.fn()) {
            case ADD,
                    SUB,
                    MUL,
                    DIV,
                    LT,
                    LE,
                    EQ,
                    NE,
                    AND,
                    OR,
                    BIT_AND,
                    BIT_OR,
                    BIT_XOR,
                    SHIFT_LEFT,
                    SHIFT_RIGHT,
                    SHIFT_RIGHT_UNSIGNED -> operand(call, 0) + " " + operator(call.fn()) + " " + operand(call, 1);
            case NEG -> "-" + operand(call, 0);
            case NOT -> "!" + operand(call, 0);
            case SELECT -> operand(call, 0) + " ? " + operand(call, 1) + " : " + operand(call, 2);
            case TO_REAL -> toReal(call);
            case TO_INT -> toInt(call);
            case CHECKED -> "Doors.index(" + arguments(call) + ", " + CodeBlock.of("$S", place) + ")";
            default -> throw new IllegalStateException("no source for " + call.fn());
        };
    }

    private String invocation(Call call, Calls.Method method) {
        String text = method.owner() + "." + method.name() + "(" + arguments(call) + ")";
        boolean random = call.fn() == Fn.RANDOM_UNIFORM || call.fn() == Fn.RANDOM_NORMAL;
        boolean inDouble = random ? Calls.isDouble(call.fn()) : method.inDouble() || types.isDouble();
        boolean narrow = call.type() == Scalar.REAL && !types.isDouble() && inDouble;
        boolean widen = random && types.isDouble() && !Calls.isDouble(call.fn());
        return narrow ? "(float) " + text : widen ? "(double) " + text : text;
    }

    private String arguments(Call call) {
        return call.args().stream().map(this::text).collect(Collectors.joining(", "));
    }

    private String toReal(Call call) {
        Scalar from = call.args().get(0).type();
        String one = types.isDouble() ? "1.0" : "1.0f";
        String zero = types.isDouble() ? "0.0" : "0.0f";
        return from == Scalar.BOOL
                ? operand(call, 0) + " ? " + one + " : " + zero
                : "(" + types.real() + ") " + operand(call, 0);
    }

    private String toInt(Call call) {
        boolean truth = call.args().get(0).type() == Scalar.BOOL;
        return truth ? operand(call, 0) + " ? 1 : 0" : "(int) " + operand(call, 0);
    }

    /** An argument in brackets, unless it binds more tightly than the operator around it. */
    private String operand(Call outer, int index) {
        Expr arg = outer.args().get(index);
        String text = text(arg);
        if (arg instanceof Num n) {
            return n.value() < 0 || Double.doubleToRawLongBits(n.value()) == Long.MIN_VALUE ? "(" + text + ")" : text;
        }
        if (arg instanceof Whole w) {
            return w.value() < 0 ? "(" + text + ")" : text;
        }
        return arg instanceof Call inner && needsBrackets(inner, outer.fn(), index) ? "(" + text + ")" : text;
    }

    private boolean needsBrackets(Call inner, Fn outer, int index) {
        if (Functions.isOwn(inner, types.precision())) {
            return false;
        }
        boolean invoked = Calls.method(inner.fn(), inner.args().get(0).type()) != null || inner.fn() == Fn.CHECKED;
        if (invoked) {
            return text(inner).startsWith("(");
        }
        boolean additive = outer == Fn.ADD || outer == Fn.SUB;
        boolean sum = inner.fn() == Fn.ADD || inner.fn() == Fn.SUB;
        boolean product = inner.fn() == Fn.MUL;
        boolean comparison = outer == Fn.LT || outer == Fn.LE || outer == Fn.EQ || outer == Fn.NE;
        boolean arithmetic = inner.type() != Scalar.BOOL && (sum || product);
        return !(additive && product || index == 0 && additive && sum || comparison && arithmetic);
    }

    private static String operator(Fn fn) {
        return switch (fn) {
            case ADD -> "+";
            case SUB -> "-";
            case MUL -> "*";
            case DIV -> "/";
            case LT -> "<";
            case LE -> "<=";
            case EQ -> "==";
            case NE -> "!=";
            case AND -> "&&";
            case OR -> "||";
            case BIT_AND -> "&";
            case BIT_OR -> "|";
            case BIT_XOR -> "^";
            case SHIFT_LEFT -> "<<";
            case SHIFT_RIGHT -> ">>";
            case SHIFT_RIGHT_UNSIGNED -> ">>>";
            default -> throw new IllegalStateException("no operator for " + fn);
        };
    }
}
