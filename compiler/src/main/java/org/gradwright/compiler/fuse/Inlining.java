// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Stmt;

/**
 * Writes a value where it is used, if that is one place in the same block and the model has no name for the value. What
 * reads memory stays where it is, for statements in between may write there; so does what reads an accumulator in the loop
 * that changes it. A value that nobody uses is not computed.
 */
final class Inlining {
    private final Map<Local, Integer> uses = new HashMap<>();

    private Inlining() {}

    static List<Stmt> apply(List<Stmt> statements) {
        var inlining = new Inlining();
        Statements.each(statements, e -> {
            if (e instanceof Local local) {
                inlining.uses.merge(local, 1, Integer::sum);
            }
        });
        return inlining.block(statements);
    }

    private List<Stmt> block(List<Stmt> statements) {
        var changing = new HashSet<Local>();
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.Assign assign) {
                changing.add(assign.local());
            }
        }
        var waiting = new HashMap<Local, Expr>();
        var result = new ArrayList<Stmt>();
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.For loop) {
                settle(loop, waiting, result);
                result.add(new Stmt.For(
                        loop.index(), loop.from(), loop.to(), loop.step(), loop.vectors(), block(loop.body())));
                continue;
            }
            Stmt replaced = Statements.mapOwn(statement, e -> replace(e, waiting));
            if (replaced instanceof Stmt.Let let && isInlined(let, changing)) {
                waiting.put(let.local(), let.value());
            } else if (!(replaced instanceof Stmt.Let let && !uses.containsKey(let.local()))) {
                result.add(replaced);
            }
        }
        return result;
    }

    /** What a loop uses is computed before it. */
    private static void settle(Stmt.For loop, Map<Local, Expr> waiting, List<Stmt> result) {
        var used = new HashSet<Local>();
        Statements.each(List.of(loop), e -> {
            if (e instanceof Local local && waiting.containsKey(local)) {
                used.add(local);
            }
        });
        used.stream()
                .sorted(Comparator.comparing(Local::name))
                .forEach(local -> result.add(new Stmt.Let(local, waiting.remove(local))));
    }

    private static Expr replace(Expr expr, Map<Local, Expr> waiting) {
        return expr instanceof Local local
                ? waiting.getOrDefault(local, local)
                : expr.mapChildren(child -> replace(child, waiting));
    }

    private boolean isInlined(Stmt.Let let, Set<Local> changing) {
        return uses.getOrDefault(let.local(), 0) == 1
                && let.local().name().matches("t\\d+|v\\d+_(_\\d+)*|v\\d+_.*\\..*")
                && isPure(let.value(), changing);
    }

    private static boolean isPure(Expr expr, Set<Local> changing) {
        return !(expr instanceof Expr.Load)
                && !(expr instanceof Local local && changing.contains(local))
                && expr.children().stream().allMatch(child -> isPure(child, changing));
    }
}
