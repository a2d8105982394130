// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Elementary;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/**
 * The elementary functions of a class in precision f32: methods of its own for scalars, and written out in vector kernels,
 * where a call would put vectors on the heap.
 */
public final class Functions {
    private int names;

    private Functions() {}

    /** Whether calls of the function are calls of a method of the class. */
    public static boolean isOwn(Call call, Precision precision) {
        return precision == Precision.F32 && Elementary.isDefined(call);
    }

    /** The method of a function: no name of a model becomes one with this ending. */
    public static String name(Fn fn) {
        return fn.name().toLowerCase(Locale.ROOT) + "_";
    }

    /** The parameters of the method. */
    public static List<Expr> parameters(Fn fn) {
        return IntStream.range(0, fn.arity())
                .<Expr>mapToObj(i -> new Local(i == 0 ? "x" : "y", Elementary.argument(fn)))
                .toList();
    }

    /** What the method computes. */
    public static Elementary.Body body(Fn fn) {
        return Elementary.bodyOfOne(fn, parameters(fn), number -> "t" + number);
    }

    /** The functions of scalars that kernels call. */
    public static Set<Fn> called(Collection<KernelMethod> kernels, Precision precision) {
        Set<Fn> called = EnumSet.noneOf(Fn.class);
        kernels.forEach(k -> collect(k.body(), precision, called));
        return called;
    }

    private static void collect(List<Stmt> statements, Precision precision, Set<Fn> called) {
        for (Stmt statement : statements) {
            statement.expressions().forEach(e -> collect(e, precision, called));
            if (statement instanceof Stmt.For loop) {
                collect(loop.body(), precision, called);
            }
        }
    }

    private static void collect(Expr expr, Precision precision, Set<Fn> called) {
        if (expr instanceof Call call) {
            if (!call.varies() && isOwn(call, precision)) {
                called.add(call.fn());
            }
            Elementary.withFallback(call.fn()).ifPresent(called::add);
        }
        expr.children().forEach(child -> collect(child, precision, called));
    }

    /** A kernel whose vector form has functions of vectors written out; without that form where a function has none. */
    static KernelMethod writtenOut(KernelMethod method, Precision precision) {
        var forms = new ArrayList<KernelMethod>();
        for (KernelMethod form : method.vectorForm()) {
            List<Stmt> body = new Functions().block(form.body());
            if (precision == Precision.F64 && !body.equals(form.body())) {
                return method.with(method.body(), List.of());
            }
            forms.add(form.with(body, List.of()));
        }
        return method.with(method.body(), forms);
    }

    private List<Stmt> block(List<Stmt> statements) {
        var block = new ArrayList<Stmt>();
        statements.forEach(s -> block.add(statement(s, block)));
        return block;
    }

    private Stmt statement(Stmt statement, List<Stmt> block) {
        var done = new IdentityHashMap<Expr, Expr>();
        if (statement instanceof Stmt.For loop) {
            return new Stmt.For(loop.index(), loop.from(), loop.to(), loop.step(), loop.vectors(), block(loop.body()));
        } else if (statement instanceof Stmt.Let let) {
            return new Stmt.Let(let.local(), rewrite(let.value(), block, done));
        } else if (statement instanceof Stmt.Var variable) {
            return new Stmt.Var(variable.local(), rewrite(variable.initial(), block, done));
        } else if (statement instanceof Stmt.Assign assign) {
            return new Stmt.Assign(assign.local(), rewrite(assign.value(), block, done));
        }
        Stmt.Store store = (Stmt.Store) statement;
        return new Stmt.Store(store.buffer(), store.index(), rewrite(store.value(), block, done), store.vector());
    }

    private Expr rewrite(Expr expr, List<Stmt> block, Map<Expr, Expr> done) {
        if (!expr.varies() || expr instanceof Expr.Load) {
            return expr;
        }
        Expr known = done.get(expr);
        if (known == null) {
            Expr rewritten = expr.mapChildren(child -> rewrite(child, block, done));
            known = rewritten instanceof Call call ? written(call, block) : rewritten;
            done.put(expr, known);
        }
        return known;
    }

    private Expr written(Call call, List<Stmt> block) {
        return Elementary.isDefined(call) ? write(call, block) : comparesWholes(call) ? ofDifference(call) : call;
    }

    private static boolean comparesWholes(Call call) {
        return switch (call.fn()) {
            case LT, LE, EQ, NE -> call.args().get(0).type() == Scalar.INT;
            default -> false;
        };
    }

    /** Vectors of whole numbers have no masks for reals: their difference has the sign that its nearest real has. */
    private static Expr ofDifference(Call call) {
        Expr difference = call.args().get(0).minus(call.args().get(1));
        return Expr.call(call.fn(), Expr.call(Fn.TO_REAL, difference), Expr.real(0));
    }

    private Expr write(Call call, List<Stmt> block) {
        List<Expr> args = call.args().stream().map(a -> local(a, block)).toList();
        Elementary.Body body = Elementary.body(call.fn(), args, number -> fresh());
        block.addAll(body.lets());
        return local(body.result(), block);
    }

    private Expr local(Expr value, List<Stmt> block) {
        if (!(value instanceof Call)) {
            return value;
        }
        var local = new Local(fresh(), value.type(), value.varies());
        block.add(new Stmt.Let(local, value));
        return local;
    }

    /** No other local of a kernel ends like this. */
    private String fresh() {
        return "f" + names++ + "_";
    }
}
