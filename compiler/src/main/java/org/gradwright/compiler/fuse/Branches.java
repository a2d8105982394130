// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Expr.Num;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/**
 * Writes the larger of a value and a constant (relu) as a choice where its derivative makes the same choice later: a
 * processor foresees a branch and goes on, while the larger of two floats takes ten cycles, and it learns from the first
 * branch how the second will go. The value is the same, NaN and zeros included.
 */
final class Branches {
    private final Set<Local> compared = new HashSet<>();

    private Branches() {}

    static List<Stmt> apply(List<Stmt> statements) {
        var branches = new Branches();
        Statements.each(statements, branches::note);
        return branches.block(statements);
    }

    private void note(Expr expr) {
        if (expr instanceof Call call && call.fn() == Fn.SELECT && call.args().get(0) instanceof Call condition) {
            condition.args().stream().filter(Local.class::isInstance).forEach(local -> compared.add((Local) local));
        }
    }

    private List<Stmt> block(List<Stmt> statements) {
        var block = new ArrayList<Stmt>();
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.For loop) {
                List<Stmt> body = block(loop.body());
                block.add(new Stmt.For(loop.index(), loop.from(), loop.to(), loop.step(), loop.vectors(), body));
            } else if (statement instanceof Stmt.Let let && compared.contains(let.local()) && isLarger(let.value())) {
                block.add(new Stmt.Let(let.local(), choice(let, block)));
            } else {
                block.add(statement);
            }
        }
        return block;
    }

    /** A zero must be the positive one, which is the larger of both. */
    private static boolean isLarger(Expr expr) {
        return expr instanceof Call call
                && call.fn() == Fn.MAX
                && call.type() == Scalar.REAL
                && call.args().get(1) instanceof Num n
                && Double.compare(n.value(), 0) >= 0;
    }

    private static Expr choice(Stmt.Let let, List<Stmt> block) {
        List<Expr> args = ((Call) let.value()).args();
        Expr value = args.get(0);
        if (!(value instanceof Local)) {
            value = new Local(let.local().name() + "_before", value.type());
            block.add(new Stmt.Let((Local) value, args.get(0)));
        }
        return value.atMost(args.get(1)).select(args.get(1), value);
    }
}
