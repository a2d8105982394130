// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/**
 * A loop once more with neighbouring iterations in the lanes of vectors: what depends on the iteration becomes a vector,
 * what does not stays a scalar.
 */
final class Vectorised {
    private final Indices indices;
    private final Set<String> varying = new HashSet<>();
    /** The loop's own index, and those of inner loops that start from it: all of them move with the lane. */
    private final Set<Expr> lanes = new HashSet<>();

    private Vectorised(Indices indices) {
        this.indices = indices;
    }

    /** The loop with one vector an iteration. @throws Lanes.NoVectorForm when vectors cannot compute it */
    static Stmt.For of(Stmt.For loop, Indices indices) throws Lanes.NoVectorForm {
        var vectorised = new Vectorised(indices);
        vectorised.lanes.add(loop.index());
        List<Stmt> body = vectorised.block(loop.body());
        Lanes.check(body);
        return new Stmt.For(loop.index(), loop.from(), loop.to(), loop.step(), true, body);
    }

    private List<Stmt> block(List<Stmt> statements) throws Lanes.NoVectorForm {
        findAccumulators(statements);
        var result = new ArrayList<Stmt>();
        for (Stmt statement : statements) {
            result.add(statement(statement));
        }
        return result;
    }

    /** An accumulator is a vector if something that varies is added to it: here all are. */
    private void findAccumulators(List<Stmt> statements) {
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.Var variable) {
                varying.add(variable.local().name());
            }
        }
    }

    private Stmt statement(Stmt statement) throws Lanes.NoVectorForm {
        if (statement instanceof Stmt.For loop) {
            if (lanes.contains(loop.from())) {
                lanes.add(loop.index());
            }
            return new Stmt.For(loop.index(), loop.from(), loop.to(), loop.step(), block(loop.body()));
        }
        if (statement instanceof Stmt.Let let) {
            Expr value = value(let.value());
            if (value.varies()) {
                varying.add(let.local().name());
            }
            return new Stmt.Let(new Local(let.local().name(), let.local().type(), value.varies()), value);
        }
        if (statement instanceof Stmt.Var variable) {
            return new Stmt.Var(vector(variable.local()), value(variable.initial()));
        }
        if (statement instanceof Stmt.Assign assign) {
            return new Stmt.Assign(vector(assign.local()), value(assign.value()));
        }
        Stmt.Store store = (Stmt.Store) statement;
        if (stride(store.index()) != 1 || store.buffer().type() != Scalar.REAL) {
            throw new Lanes.NoVectorForm("stores that are no neighbours");
        }
        return new Stmt.Store(store.buffer(), store.index(), value(store.value()), true);
    }

    private static Local vector(Local local) {
        return new Local(local.name(), local.type(), true);
    }

    private Expr value(Expr expr) throws Lanes.NoVectorForm {
        if (lanes.contains(expr)) {
            throw new Lanes.NoVectorForm("a value depends on its index");
        }
        if (expr instanceof Local local) {
            return varying.contains(local.name()) ? vector(local) : local;
        }
        if (expr instanceof Expr.Load load) {
            return load(load);
        }
        var children = new ArrayList<Expr>();
        for (Expr child : expr.children()) {
            children.add(value(child));
        }
        return expr instanceof Expr.Call call ? Expr.call(call.fn(), children.toArray(Expr[]::new)) : expr;
    }

    private Expr load(Expr.Load load) throws Lanes.NoVectorForm {
        int stride = stride(load.index());
        if (stride == 0) {
            return load;
        }
        if (stride != 1 || load.buffer().type() != Scalar.REAL) {
            throw new Lanes.NoVectorForm("neighbours are not neighbours in memory");
        }
        return new Expr.Load(load.buffer(), load.index(), true);
    }

    /** How far apart neighbouring lanes are in memory; -1 for anything but 0 and 1. */
    private int stride(Expr index) {
        Expr next = index;
        for (Expr lane : lanes) {
            next = Lanes.replace(next, lane, lane.plus(Expr.whole(1)));
        }
        Expr distance = indices.normalise(next.minus(index));
        return distance instanceof Expr.Whole w && (w.value() == 0 || w.value() == 1) ? w.value() : -1;
    }
}
