// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.kernel.Affine;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Elementary;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/**
 * The lanes of a vector: a position that contains the lane's number with factor 1 is a run of neighbours, one that does not
 * contain it is the same for all lanes, and any other has no vector form.
 */
final class Lanes {
    /** There is no vector form of these loops. */
    static final class NoVectorForm extends Exception {
        private static final long serialVersionUID = 1L;

        NoVectorForm(String reason) {
            super(reason, null, false, false);
        }
    }

    private final Indices indices;
    /** By interned position: a tile asks for each several times. */
    private final Map<Expr, Expr> firsts = new IdentityHashMap<>();

    private final Map<Expr, Boolean> runs = new IdentityHashMap<>();

    Lanes(Indices indices) {
        this.indices = indices;
    }

    /** The element, or the run of elements, at a position; null where it is neither. */
    Expr load(Node node, Buffer buffer, Expr position) {
        Expr first = first(position);
        boolean varies = varies(position, first);
        if (varies && (!isRun(position, first) || !node.type().isReal())) {
            return null;
        }
        return new Expr.Load(buffer, first, varies);
    }

    /** The position of lane 0. */
    Expr first(Expr position) {
        Expr first = firsts.get(position);
        if (first == null) {
            Optional<Affine.Linear> linear = indices.linear(position, Givens.lane());
            if (linear.isPresent()) {
                first = linear.get().rest();
                runs.put(position, linear.get().factor() == 1);
            } else {
                first = indices.normalise(replace(position, Givens.lane(), Expr.whole(0)));
            }
            firsts.put(position, first);
        }
        return first;
    }

    /** Whether the position depends on the lane. */
    boolean varies(Expr position, Expr first) {
        return indices.normalise(position) != first;
    }

    /** Whether neighbouring lanes are neighbours in memory. */
    boolean isRun(Expr position, Expr first) {
        Boolean run = runs.get(position);
        if (run == null) {
            Expr second = replace(position, Givens.lane(), Expr.whole(1));
            run = indices.normalise(second.minus(first)) instanceof Expr.Whole w && w.value() == 1;
            runs.put(position, run);
        }
        return run;
    }

    /** An expression with one leaf replaced. */
    static Expr replace(Expr expr, Expr leaf, Expr by) {
        return replace(expr, leaf, by, new IdentityHashMap<>());
    }

    private static Expr replace(Expr expr, Expr leaf, Expr by, Map<Expr, Expr> done) {
        boolean isLeaf = expr instanceof Expr.Local || expr instanceof Expr.Given;
        if (isLeaf && expr.equals(leaf)) {
            return by;
        }
        Expr known = done.get(expr);
        if (known == null) {
            known = expr.mapChildren(child -> replace(child, leaf, by, done));
            done.put(expr, known);
        }
        return known;
    }

    /** Refuses statements that vectors cannot compute. */
    static void check(List<Stmt> statements) throws NoVectorForm {
        for (Stmt statement : statements) {
            for (Expr expr : statement.expressions()) {
                check(expr, new IdentityHashMap<>());
            }
            if (statement instanceof Stmt.Store store
                    && store.vector()
                    && store.value().type() != Scalar.REAL) {
                throw new NoVectorForm("integers are stored one by one");
            }
            if (statement instanceof Stmt.For loop) {
                check(loop.body());
            }
        }
    }

    private static void check(Expr expr, Map<Expr, Boolean> done) throws NoVectorForm {
        if (done.put(expr, true) != null) {
            return;
        }
        if (expr.varies() && !isSupported(expr)) {
            throw new NoVectorForm("no vector instruction");
        }
        for (Expr child : expr.children()) {
            check(child, done);
        }
    }

    private static boolean isSupported(Expr expr) {
        if (!(expr instanceof Expr.Call call)) {
            return !(expr instanceof Expr.Load) || expr.type() == Scalar.REAL;
        }
        if (Elementary.isDefined(call)) {
            return true;
        }
        return switch (call.fn()) {
            case ADD, SUB, MUL -> call.type() == Scalar.REAL || call.type() == Scalar.INT;
            case DIV, FMA, NEG, MIN, MAX, ABS, SQRT -> call.type() == Scalar.REAL;
            case LT, LE -> call.args().get(0).type() == Scalar.REAL || isOfIndices(call);
            case EQ, NE -> call.args().get(0).type() != Scalar.BOOL;
            case AND, OR, NOT -> true;
            case SELECT -> call.type() == Scalar.REAL;
            case TO_REAL -> call.args().get(0).type() == Scalar.BOOL;
            default -> false;
        };
    }

    /** Whether whole numbers are places in tensors: the difference of two is one, too, while that of data may be too large. */
    private static boolean isOfIndices(Expr expr) {
        return expr.type() != Scalar.REAL
                && !(expr instanceof Expr.Load)
                && expr.children().stream().allMatch(Lanes::isOfIndices);
    }
}
