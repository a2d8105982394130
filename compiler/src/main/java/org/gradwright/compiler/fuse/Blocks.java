// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;
import org.gradwright.compiler.op.Ops;

/**
 * The examples of a small program in blocks of sixteen, which vectors compute side by side: lane {@code l} takes the
 * examples {@code l, l + 16, ...}, so that each sum over the examples has sixteen partial sums, whatever the width of the
 * machine's vectors. They are added as a tree. The loop that follows begins with these sums and takes the examples that
 * fill no block; with fewer than sixteen it takes them all.
 */
final class Blocks {
    /** Examples in a block: the lanes of the widest vector. */
    private static final int LANES = 16;

    private static final Local LANE = new Local("lane", Scalar.INT);
    private static final Local SUM = new Local("i1", Scalar.INT);
    private static final Local DONE = new Local("done", Scalar.INT);
    private static final Local ONCE = new Local("once", Scalar.INT);

    private final Expr count;
    private final Buffer partials;
    private final Buffer sums;
    private final List<Local> accumulators = new ArrayList<>();

    private Blocks(Expr count, List<Stmt> before, BufferTable table) {
        this.count = count;
        for (Stmt statement : before) {
            if (statement instanceof Stmt.Var variable) {
                accumulators.add(variable.local());
            }
        }
        this.partials = memory(table, "partials", Shape.of(Math.max(1, accumulators.size()), LANES));
        this.sums = memory(table, "sums", Shape.of(Math.max(1, accumulators.size())));
    }

    private static Buffer memory(BufferTable table, String name, Shape shape) {
        Ops ops = Ops.at(Origin.NONE);
        return table.temporary(
                ops.broadcastTo(ops.constant(0), new Shape(shape.sizes())).named(name));
    }

    /** The blocks of a program whose sums are all plain sums; empty for another. */
    static Optional<Blocks> of(Expr count, List<Stmt> before, List<Stmt> loop, BufferTable table) {
        return loop.stream().allMatch(Blocks::adds) && before.stream().allMatch(Blocks::beginsWithZero)
                ? Optional.of(new Blocks(count, before, table))
                : Optional.empty();
    }

    private static boolean beginsWithZero(Stmt statement) {
        return !(statement instanceof Stmt.Var variable)
                || variable.initial() instanceof Expr.Num n && Double.doubleToRawLongBits(n.value()) == 0;
    }

    private static boolean adds(Stmt statement) {
        if (!(statement instanceof Stmt.Assign assign)) {
            return true;
        }
        return assign.value() instanceof Expr.Call call
                && (isLast(call, Fn.FMA, 2, assign.local())
                        || isLast(call, Fn.ADD, 0, assign.local())
                        || isLast(call, Fn.ADD, 1, assign.local()));
    }

    /** Whether a call has the accumulator as that argument, and nowhere else. */
    private static boolean isLast(Expr.Call call, Fn fn, int argument, Local accumulator) {
        if (call.fn() != fn || !call.args().get(argument).equals(accumulator)) {
            return false;
        }
        var others = new ArrayList<>(call.args());
        others.remove(argument);
        var found = new ArrayList<Expr>();
        others.forEach(o -> Statements.each(List.of(new Stmt.Let(accumulator, o)), e -> {
            if (e.equals(accumulator)) {
                found.add(e);
            }
        }));
        return found.isEmpty();
    }

    /** The loop over lanes, each with its examples; all that comes before the loop over examples is done in each lane. */
    Stmt.For lanes(List<Stmt> oneLoop) {
        var body = new ArrayList<Stmt>();
        for (Stmt statement : oneLoop) {
            body.add(isOverExamples(statement) ? loop(statement, LANE, whole(), LANES) : statement);
        }
        for (int a = 0; a < accumulators.size(); a++) {
            Expr place = LANE.plus(Expr.whole(a * LANES));
            body.add(new Stmt.Store(partials, place, accumulators.get(a)));
        }
        return new Stmt.For(LANE, Expr.whole(0), Expr.call(Fn.MIN, whole(), Expr.whole(LANES)), 1, body);
    }

    /** The same loop, from the sums of the blocks on, where there are any. */
    List<Stmt> rest(List<Stmt> oneLoop) {
        var statements = new ArrayList<Stmt>();
        for (Stmt statement : oneLoop) {
            if (isOverExamples(statement)) {
                statements.add(new Stmt.Let(DONE, whole()));
                resume(statements);
                statements.add(loop(statement, DONE, count, 1));
            } else {
                statements.add(statement);
            }
        }
        return statements;
    }

    private static boolean isOverExamples(Stmt statement) {
        return statement instanceof Stmt.For loop && loop.index().equals(Examples.INDEX);
    }

    private static Stmt loop(Stmt examples, Expr from, Expr to, int step) {
        return new Stmt.For(Examples.INDEX, from, to, step, ((Stmt.For) examples).body());
    }

    private void resume(List<Stmt> statements) {
        var body = new ArrayList<Stmt>();
        for (int a = 0; a < accumulators.size(); a++) {
            body.add(new Stmt.Assign(accumulators.get(a), new Expr.Load(sums, Expr.whole(a))));
        }
        if (!body.isEmpty()) {
            statements.add(new Stmt.For(ONCE, Expr.whole(0), Expr.call(Fn.MIN, DONE, Expr.whole(1)), 1, body));
        }
    }

    /** The examples in whole blocks. */
    private Expr whole() {
        return count.minus(Expr.call(Fn.MOD, count, Expr.whole(LANES)));
    }

    /** Adds the partial sums, where there are any. */
    Kernel sums(int line) {
        Expr first = SUM.times(Expr.whole(LANES));
        List<Expr> tree = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            tree.add(new Expr.Load(partials, first.plus(Expr.whole(lane))));
        }
        while (tree.size() > 1) {
            int half = tree.size() / 2;
            var sums = new ArrayList<Expr>();
            for (int i = 0; i < half; i++) {
                sums.add(tree.get(i).plus(tree.get(i + half)));
            }
            tree = sums;
        }
        Expr once = Expr.call(Fn.MIN, whole(), Expr.whole(1));
        Expr end = once.times(Expr.whole(accumulators.size()));
        Stmt store = new Stmt.Store(sums, SUM, tree.get(0));
        return new Kernel("sums", List.of(), line, List.of(new Stmt.For(SUM, Expr.whole(0), end, 1, List.of(store))));
    }

    boolean hasSums() {
        return !accumulators.isEmpty();
    }
}
