// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gradwright.compiler.kernel.Stmt.Assign;
import org.gradwright.compiler.kernel.Stmt.For;
import org.gradwright.compiler.kernel.Stmt.Let;
import org.gradwright.compiler.kernel.Stmt.Store;
import org.gradwright.compiler.kernel.Stmt.Var;

/** Kernels as text, for people. */
public final class KernelPrinter {
    private final StringBuilder out = new StringBuilder();

    private KernelPrinter() {}

    /** The kernel as indented text. */
    public static String print(Kernel kernel) {
        var printer = new KernelPrinter();
        kernel.comment().forEach(line -> printer.line(0, "# " + line));
        printer.line(0, "kernel " + kernel.name() + " {");
        printer.block(1, kernel.body());
        printer.line(0, "}");
        return printer.out.toString();
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private void block(int depth, List<Stmt> statements) {
        statements.forEach(s -> statement(depth, s));
    }

    private void statement(int depth, Stmt statement) {
        if (statement instanceof For loop) {
            String by =
                    loop.vectors() ? " by " + loop.step() + " vectors" : loop.step() == 1 ? "" : " by " + loop.step();
            String range = print(loop.from()) + "..<" + print(loop.to());
            line(depth, "for " + loop.index().name() + " in " + range + by + " {");
            block(depth + 1, loop.body());
            line(depth, "}");
        } else if (statement instanceof Let let) {
            line(depth, let.local().name() + " = " + print(let.value()));
        } else if (statement instanceof Var variable) {
            line(depth, "var " + variable.local().name() + " = " + print(variable.initial()));
        } else if (statement instanceof Assign assign) {
            line(depth, "next " + assign.local().name() + " = " + print(assign.value()));
        } else if (statement instanceof Stmt.Product product) {
            line(depth, print(product.result()) + " = " + print(product.left()) + " @ " + print(product.right()));
        } else if (statement instanceof Store store) {
            line(
                    depth,
                    store.buffer().name() + "[" + print(store.index()) + (store.vector() ? " ..] = " : "] = ")
                            + print(store.value()));
        }
    }

    private static String print(Stmt.Operand matrix) {
        return matrix.buffer().name() + "[" + print(matrix.first()) + " ..]";
    }

    /** An expression in infix notation, fully bracketed where precedence asks for it. */
    public static String print(Expr expr) {
        if (expr instanceof Expr.Num n) {
            return Double.toString(n.value());
        }
        if (expr instanceof Expr.Whole w) {
            return Integer.toString(w.value());
        }
        if (expr instanceof Expr.Truth t) {
            return Boolean.toString(t.value());
        }
        if (expr instanceof Expr.Arg a) {
            return "$" + a.index();
        }
        if (expr instanceof Expr.Local l) {
            return l.name();
        }
        if (expr instanceof Expr.Given g) {
            return g.name();
        }
        if (expr instanceof Expr.Load load) {
            return load.buffer().name() + "[" + print(load.index()) + (load.varies() ? " ..]" : "]");
        }
        return call((Expr.Call) expr);
    }

    private static String call(Expr.Call call) {
        String infix = infix(call.fn());
        if (infix == null) {
            String args = call.args().stream().map(KernelPrinter::print).collect(Collectors.joining(", "));
            return call.fn().name().toLowerCase(Locale.ROOT) + "(" + args + ")";
        }
        return operand(call, 0) + " " + infix + " " + operand(call, 1);
    }

    private static String operand(Expr.Call call, int index) {
        Expr arg = call.args().get(index);
        boolean bare =
                !(arg instanceof Expr.Call inner) || infix(inner.fn()) == null || binds(inner.fn(), call.fn(), index);
        return bare ? print(arg) : "(" + print(arg) + ")";
    }

    private static boolean binds(Fn inner, Fn outer, int index) {
        boolean product = inner == Fn.MUL && (outer == Fn.ADD || outer == Fn.SUB);
        return product || index == 0 && (inner == Fn.ADD || inner == Fn.SUB) && (outer == Fn.ADD || outer == Fn.SUB);
    }

    private static String infix(Fn fn) {
        return switch (fn) {
            case ADD -> "+";
            case SUB -> "-";
            case MUL -> "*";
            case DIV -> "/";
            case MOD -> "%";
            case LT -> "<";
            case LE -> "<=";
            case EQ -> "==";
            case NE -> "!=";
            case AND -> "and";
            case OR -> "or";
            default -> null;
        };
    }
}
