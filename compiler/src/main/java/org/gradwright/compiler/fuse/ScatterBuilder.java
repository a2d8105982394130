// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/** Writes the loops of a scatter: one that clears the result, and a nest that adds each source element at its target. */
final class ScatterBuilder {
    private static final Local POSITION = Indices.inner(99);

    private final Unit unit;
    private final Lowering.Scatter scatter;
    private final Buffer target;
    private final Indices indices;
    private final Lowerer lowerer;

    ScatterBuilder(Unit unit, Buffer target, Indices indices, Lowerer lowerer) {
        this.unit = unit;
        this.scatter = (Lowering.Scatter) unit.lowering();
        this.target = target;
        this.indices = indices;
        this.lowerer = lowerer;
    }

    List<Stmt> build() {
        var statements = new ArrayList<Stmt>();
        statements.add(clear());
        statements.addAll(loops(0, new ArrayList<>()));
        return statements;
    }

    private Stmt clear() {
        Expr zero = target.type() == Scalar.INT ? Expr.whole(0) : Expr.real(0);
        Expr count = unit.node().shape().count().expr();
        return new Stmt.For(POSITION, Expr.whole(0), count, 1, List.of(new Stmt.Store(target, POSITION, zero)));
    }

    private List<Stmt> loops(int axis, List<Expr> source) {
        if (axis == scatter.extents().size()) {
            return List.of(add(source));
        }
        Size extent = scatter.extents().get(axis);
        Local index = Indices.inner(axis);
        var extended = new ArrayList<>(source);
        extended.add(extent.is(1) ? Expr.whole(0) : index);
        List<Stmt> body = loops(axis + 1, extended);
        return extent.is(1) ? body : List.of(new Stmt.For(index, Expr.whole(0), extent.expr(), 1, body));
    }

    private Stmt add(List<Expr> source) {
        Lowering.Reader inputs = lowerer.inputsOf(unit.node());
        List<Expr> index = scatter.target().at(inputs, source);
        Expr position = indices.normalise(lowerer.position(index, unit.node().shape()));
        Expr sum = new Expr.Load(target, position).plus(scatter.value().at(inputs, source));
        return new Stmt.Store(target, position, sum);
    }
}
