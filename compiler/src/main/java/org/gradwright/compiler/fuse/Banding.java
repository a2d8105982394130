// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Rewriting;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/**
 * Makes one kernel of the two of a {@link Band}. Each is given a range of rows; the rows of the product lie at the beginning of
 * memory that the calling thread has for itself, whichever rows they are.
 */
final class Banding {
    private static final Local FIRST = new Local("first", Scalar.INT);
    private static final Local BAND = new Local("band", Scalar.INT);
    private static final Local END = new Local("end", Scalar.INT);

    private final Band band;
    private final Buffer buffer;

    /** @param buffer where the product goes */
    Banding(Band band, Buffer buffer) {
        this.band = band;
        this.buffer = buffer;
    }

    /** The plain form: a loop over the bands. */
    List<Stmt> plain(List<Stmt> product, List<Stmt> reader) {
        var body = new ArrayList<Stmt>();
        Expr end = BAND.plus(Expr.whole(band.height()));
        body.add(new Stmt.Let(END, Expr.call(Fn.MIN, end, Givens.to())));
        body.add(new Stmt.Let(FIRST, first(BAND)));
        body.addAll(new Rewriting(Banding::ofBand, this::place).apply(product));
        body.addAll(new Rewriting(leaf -> apart(ofBand(leaf)), this::place).apply(reader));
        return List.of(new Stmt.For(BAND, Givens.from(), Givens.to(), band.height(), body));
    }

    private static Expr ofBand(Expr leaf) {
        return leaf.equals(Givens.from()) ? BAND : leaf.equals(Givens.to()) ? END : leaf;
    }

    /** The second kernel's locals beside the first one's. */
    private static Expr apart(Expr leaf) {
        boolean own = leaf instanceof Local && leaf != BAND && leaf != END;
        return own ? new Local(((Local) leaf).name() + "'", leaf.type(), leaf.varies()) : leaf;
    }

    /** The vector form: methods that are called band by band. */
    List<Kernel> vectors(List<Kernel> forms) {
        return forms.stream().map(this::moved).toList();
    }

    private Kernel moved(Kernel form) {
        if (!form.buffers().contains(buffer)) {
            return form;
        }
        var body = new ArrayList<Stmt>();
        body.add(new Stmt.Let(FIRST, first(Givens.from())));
        body.addAll(new Rewriting(leaf -> leaf, this::place).apply(form.body()));
        return new Kernel(form.name(), form.comment(), form.line(), body);
    }

    private Expr place(Buffer other, Expr index) {
        return other.equals(buffer) ? index.minus(FIRST) : index;
    }

    /** What is to be subtracted from the place in the whole product. @param from the band's first row */
    private Expr first(Expr from) {
        Expr own = Givens.member().times(Expr.whole(band.height()));
        return from.minus(own).times(band.row().expr());
    }
}
