// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Scalar;

/** Finds the operands of a fold whose neighbours along the result's last axis are not neighbours in memory. */
final class Turned implements Lowerer.Memory {
    private final Node fold;
    private final Set<Node> kept;
    private final Indices indices = new Indices();
    private final Lowerer lowerer = new Lowerer(indices, this);
    private final int last;
    private boolean turned;

    private Turned(Node fold, Set<Node> kept) {
        this.fold = fold;
        this.kept = kept;
        this.last = new Unit(fold, false).space().size() - 1;
    }

    /** Those operands that are not in memory themselves. */
    static Set<Node> operands(Node fold, Set<Node> kept) {
        Unit unit = new Unit(fold, false);
        return unit.space().size() < 2 ? Set.of() : new Turned(fold, kept).find(unit);
    }

    /** Whether neighbours along the last axis of a view are not neighbours in memory. */
    static boolean runsAcross(Node view, Set<Node> kept) {
        Unit unit = new Unit(view, false);
        if (unit.space().isEmpty()) {
            return false;
        }
        var trial = new Turned(view, kept);
        trial.lowerer.compute(view, unit.index(outer(unit)));
        return trial.turned;
    }

    private static List<Expr> outer(Unit unit) {
        var outer = new ArrayList<Expr>();
        for (int axis = 0; axis < unit.space().size(); axis++) {
            outer.add(Indices.outer(axis));
        }
        return outer;
    }

    private Set<Node> find(Unit unit) {
        var lowering = (Lowering.Fold) unit.lowering();
        List<Expr> outer = outer(unit);
        var inner = new ArrayList<Expr>();
        for (int axis = 0; axis < lowering.extents().size(); axis++) {
            inner.add(lowering.extents().get(axis).is(1) ? Expr.whole(0) : Indices.inner(axis));
        }
        Set<Node> found = new LinkedHashSet<>();
        lowering.step().next(new Operands(found), unit.index(outer), inner, lowering.initial());
        return found;
    }

    /** Lowers each operand that is read and notes those that run across memory. */
    private final class Operands implements Lowering.Reader {
        private final Set<Node> found;

        Operands(Set<Node> found) {
            this.found = found;
        }

        @Override
        public Expr read(int input, List<Expr> index) {
            Node operand = fold.input(input);
            turned = false;
            if (!kept.contains(operand)) {
                lowerer.value(operand, index);
            }
            if (turned) {
                found.add(operand);
            }
            return new Local("x" + input, operand.type().element().scalar());
        }

        @Override
        public Expr readLinear(int input, Expr position) {
            return new Local("x" + input, fold.input(input).type().element().scalar());
        }
    }

    @Override
    public boolean holds(Node node) {
        return kept.contains(node);
    }

    @Override
    public Expr load(Node node, Expr position) {
        turned |= indices.runsAcross(position, last);
        return new Local("m", Scalar.REAL);
    }
}
