// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Load;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Stmt.Assign;
import org.gradwright.compiler.kernel.Stmt.For;
import org.gradwright.compiler.kernel.Stmt.Let;
import org.gradwright.compiler.kernel.Stmt.Product;
import org.gradwright.compiler.kernel.Stmt.Store;
import org.gradwright.compiler.kernel.Stmt.Var;

/**
 * Computes each value once, as far out as it can be computed: subexpressions that occur several times, or that a loop does
 * not change, become locals, each in the block of the innermost local that it depends on. Expressions of an accumulator
 * stay where they are.
 *
 * <p>Loads of buffers that the kernel writes stay where they are too; such a kernel computes all values of an iteration
 * before it stores the first.
 */
public final class Sharing {
    /** An open block: what is written so far, and which expressions have a local in it. */
    private static final class Block {
        final List<Stmt> statements = new ArrayList<>();
        final List<Expr> bound = new ArrayList<>();
    }

    private final ExprTable table;
    private final Map<Expr, Integer> uses = new IdentityHashMap<>();
    private final Map<Local, Integer> levels = new HashMap<>();
    private final Set<Local> accumulators = new HashSet<>();
    private final Set<Buffer> written = new HashSet<>();
    private final Map<Expr, Local> bound = new IdentityHashMap<>();
    private final List<Block> stack = new ArrayList<>();
    private final Map<Expr, Boolean> changing = new IdentityHashMap<>();
    /** Levels of expressions, until a block opens or closes: sibling loops may declare the same local. */
    private Map<Expr, Integer> knownLevels = new IdentityHashMap<>();

    private int names;

    private Sharing(ExprTable table) {
        this.table = table;
    }

    /** The same statements with shared and invariant values named. */
    public static List<Stmt> apply(ExprTable table, List<Stmt> body) {
        var sharing = new Sharing(table);
        sharing.count(body);
        return sharing.block(body);
    }

    private void count(List<Stmt> body) {
        for (Stmt statement : body) {
            statement.expressions().forEach(e -> count(table.intern(e)));
            if (statement instanceof Store store) {
                written.add(store.buffer());
            }
            if (statement instanceof Product product) {
                written.add(product.result().buffer());
            }
            if (statement instanceof For loop) {
                count(loop.body());
            }
        }
    }

    private void count(Expr expr) {
        if (uses.merge(expr, 1, Integer::sum) == 1) {
            for (Expr child : expr.children()) {
                count(table.intern(child));
            }
        }
    }

    private List<Stmt> block(List<Stmt> body, Local... declared) {
        Block block = new Block();
        stack.add(block);
        for (Local local : declared) {
            levels.put(local, stack.size() - 1);
        }
        knownLevels = new IdentityHashMap<>();
        body.forEach(this::statement);
        stack.remove(stack.size() - 1);
        block.bound.forEach(bound::remove);
        knownLevels = new IdentityHashMap<>();
        return block.statements;
    }

    private void statement(Stmt statement) {
        Stmt result;
        if (statement instanceof For loop) {
            Expr from = share(loop.from());
            Expr to = share(loop.to());
            result = new For(loop.index(), from, to, loop.step(), loop.vectors(), block(loop.body(), loop.index()));
        } else if (statement instanceof Let let) {
            result = new Let(let.local(), share(let.value()));
            levels.put(let.local(), stack.size() - 1);
        } else if (statement instanceof Var variable) {
            result = new Var(variable.local(), share(variable.initial()));
            levels.put(variable.local(), stack.size() - 1);
            accumulators.add(variable.local());
        } else if (statement instanceof Assign assign) {
            result = new Assign(assign.local(), share(assign.value()));
        } else if (statement instanceof Product product) {
            result = product.map(this::share);
        } else {
            Store store = (Store) statement;
            result = new Store(store.buffer(), share(store.index()), share(store.value()), store.vector());
        }
        top().statements.add(result);
    }

    private Block top() {
        return stack.get(stack.size() - 1);
    }

    private Expr share(Expr expr) {
        return rewrite(table.intern(expr));
    }

    private Expr rewrite(Expr expr) {
        Local local = bound.get(expr);
        if (local != null) {
            return local;
        }
        Expr rewritten = expr.mapChildren(child -> rewrite(table.intern(child)));
        return worthBinding(expr) ? bind(expr, rewritten) : rewritten;
    }

    private boolean worthBinding(Expr expr) {
        boolean computed = expr instanceof Call call && !isNeighbour(call) || expr instanceof Load;
        return computed && !changes(expr) && (uses.getOrDefault(expr, 1) > 1 || level(expr) < stack.size() - 1);
    }

    /** An index at a constant distance costs nothing: the processor adds it on the way to memory. */
    private static boolean isNeighbour(Call call) {
        return call.fn() == Fn.ADD && call.type() == Scalar.INT && call.args().get(1) instanceof Expr.Whole;
    }

    private Local bind(Expr expr, Expr value) {
        Local local = new Local("t" + names++, expr.type(), expr.varies());
        int level = level(expr);
        Block block = stack.get(level);
        block.statements.add(new Let(local, value));
        block.bound.add(expr);
        bound.put(expr, local);
        levels.put(local, level);
        return local;
    }

    /** Whether the value depends on an accumulator or on memory that the kernel writes. */
    private boolean changes(Expr expr) {
        if (expr instanceof Local local) {
            return accumulators.contains(local);
        }
        if (expr instanceof Load load && written.contains(load.buffer())) {
            return true;
        }
        Boolean known = changing.get(expr);
        if (known == null) {
            known = false;
            for (Expr child : expr.children()) {
                known |= changes(child);
            }
            changing.put(expr, known);
        }
        return known;
    }

    /** The innermost block that declares something that the expression depends on. */
    private int level(Expr expr) {
        if (expr instanceof Local local) {
            return levels.get(local);
        }
        Integer known = knownLevels.get(expr);
        if (known == null) {
            known = 0;
            for (Expr child : expr.children()) {
                known = Math.max(known, level(child));
            }
            knownLevels.put(expr, known);
        }
        return known;
    }
}
