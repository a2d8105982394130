// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.List;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Num;
import org.gradwright.compiler.kernel.Expr.Truth;
import org.gradwright.compiler.kernel.Expr.Whole;

/** Local simplification on construction: it never changes a result's bits, except for the sign of a zero sum. */
final class Simplify {
    private Simplify() {}

    static Expr call(Fn fn, List<Expr> args) {
        if (args.size() != fn.arity()) {
            throw new IllegalArgumentException(fn + " takes " + fn.arity() + " arguments, not " + args.size());
        }
        Expr neutral = neutral(fn, args);
        return neutral != null ? neutral : new Call(fn, List.copyOf(args), fn.type(args), vary(args));
    }

    private static boolean vary(List<Expr> args) {
        for (Expr arg : args) {
            if (arg.varies()) {
                return true;
            }
        }
        return false;
    }

    private static Expr neutral(Fn fn, List<Expr> args) {
        Expr a = args.get(0);
        Expr b = args.size() > 1 ? args.get(1) : null;
        if (a instanceof Whole x && b instanceof Whole y) {
            Expr folded = foldWhole(fn, x.value(), y.value());
            if (folded != null) {
                return folded;
            }
        }
        return switch (fn) {
            case ADD -> isConstant(a, 0) ? b : isConstant(b, 0) ? a : null;
            case SUB -> isConstant(b, 0) ? a : null;
            case MUL -> product(a, b);
            case DIV -> isConstant(b, 1) ? a : null;
            case MOD -> isWhole(b, 1) ? Expr.whole(0) : null;
            case NEG -> negation(a);
            case NOT -> a instanceof Truth t ? new Truth(!t.value()) : null;
            case AND -> a instanceof Truth t ? (t.value() ? b : a) : b instanceof Truth u ? (u.value() ? a : b) : null;
            case OR -> a instanceof Truth t ? (t.value() ? a : b) : b instanceof Truth u ? (u.value() ? b : a) : null;
            case SELECT -> a instanceof Truth t ? (t.value() ? b : args.get(2)) : b == args.get(2) ? b : null;
            default -> null;
        };
    }

    private static Expr product(Expr a, Expr b) {
        if (isWhole(a, 0) || isWhole(b, 0)) {
            return Expr.whole(0);
        }
        return isConstant(a, 1) ? b : isConstant(b, 1) ? a : null;
    }

    private static Expr negation(Expr a) {
        if (a instanceof Num n) {
            return new Num(-n.value(), n.type());
        }
        if (a instanceof Whole w) {
            return new Whole(-w.value());
        }
        return a instanceof Call c && c.fn() == Fn.NEG ? c.args().get(0) : null;
    }

    /** Null where the exact result does not fit 32 bits or is undefined. */
    private static Expr foldWhole(Fn fn, int x, int y) {
        return switch (fn) {
            case ADD -> exact((long) x + y);
            case SUB -> exact((long) x - y);
            case MUL -> exact((long) x * y);
            case DIV -> y == 0 ? null : exact(Math.floorDiv((long) x, y));
            case MOD -> y == 0 ? null : new Whole(Math.floorMod(x, y));
            case MIN -> new Whole(Math.min(x, y));
            case MAX -> new Whole(Math.max(x, y));
            case LT -> new Truth(x < y);
            case LE -> new Truth(x <= y);
            case EQ -> new Truth(x == y);
            case NE -> new Truth(x != y);
            default -> null;
        };
    }

    private static Expr exact(long value) {
        return value == (int) value ? new Whole((int) value) : null;
    }

    private static boolean isWhole(Expr e, int value) {
        return e instanceof Whole w && w.value() == value;
    }

    private static boolean isConstant(Expr e, double value) {
        return e instanceof Num n && n.value() == value || e instanceof Whole w && w.value() == value;
    }
}
