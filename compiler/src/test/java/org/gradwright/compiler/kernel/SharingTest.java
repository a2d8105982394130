// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.kernel.Expr.Load;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Stmt.Assign;
import org.gradwright.compiler.kernel.Stmt.For;
import org.gradwright.compiler.kernel.Stmt.Let;
import org.gradwright.compiler.kernel.Stmt.Store;
import org.gradwright.compiler.kernel.Stmt.Var;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static final Buffer X = new Buffer("x", Scalar.REAL);
    private static final Buffer Y = new Buffer("y", Scalar.REAL);
    private static final Local I = new Local("i0", Scalar.INT);
    private static final Local K = new Local("k0", Scalar.INT);
    private static final Local SUM = new Local("sum", Scalar.REAL);

    private static List<Stmt> shared(Stmt... statements) {
        return Sharing.apply(new ExprTable(), List.of(statements));
    }

    private static String print(List<Stmt> statements) {
        return KernelPrinter.print(new Kernel("k", List.of(), 0, statements));
    }

    private static For loop(Local index, int to, Stmt... body) {
        return new For(index, Expr.whole(0), Expr.whole(to), 1, List.of(body));
    }

    @Test
    void namesWhatOccursTwice() {
        Expr e = Expr.call(Fn.EXP, new Load(X, I));
        assertThat(print(shared(loop(I, 3, new Store(Y, I, e.plus(e.times(e)))))))
                .containsOnlyOnce("exp(")
                .containsOnlyOnce("x[i0]");
    }

    @Test
    void computesInvariantsOutsideTheLoop() {
        Expr row = Expr.call(Fn.EXP, new Load(X, I));
        String text = print(
                shared(loop(I, 3, loop(K, 4, new Store(Y, I.times(Expr.whole(4)).plus(K), row)))));
        assertThat(text.indexOf("exp(")).isBetween(text.indexOf("for i0"), text.indexOf("for k0"));
    }

    @Test
    void leavesAccumulatorsInTheirLoop() {
        Expr step = SUM.plus(new Load(X, K));
        List<Stmt> statements =
                shared(new Var(SUM, Expr.real(0)), loop(K, 4, new Assign(SUM, step)), new Store(Y, Expr.whole(0), SUM));
        double[] y = new double[1];
        new KernelMachine(Map.of(X, new double[] {1, 2, 3, 4}, Y, y)).run(statements);
        assertThat(y).containsExactly(10);
    }

    @Test
    void doesNotMoveLoadsOfWhatTheKernelWrites() {
        Expr first = new Load(Y, Expr.whole(0));
        List<Stmt> statements =
                shared(loop(I, 3, new Let(SUM, first.plus(new Load(X, I))), new Store(Y, Expr.whole(0), SUM)));
        double[] y = {100};
        new KernelMachine(Map.of(X, new double[] {1, 2, 3}, Y, y)).run(statements);
        assertThat(y).containsExactly(106);
    }

    @Test
    void siblingLoopsEachGetTheirOwn() {
        Expr e = Expr.call(Fn.EXP, new Load(X, I));
        Stmt store = new Store(Y, I, e.plus(e));
        Stmt tail = new For(I, Expr.whole(2), Expr.whole(3), 1, List.of(store));
        double[] y = new double[3];
        new KernelMachine(Map.of(X, new double[] {0, 0, 0}, Y, y)).run(shared(loop(I, 2, store), tail));
        assertThat(y).containsExactly(2, 2, 2);
    }

    @Test
    void staysLinearOnDeepSharing() {
        Expr e = new Load(X, I);
        for (int n = 0; n < 200; n++) {
            e = e.times(e);
        }
        assertThat(print(shared(loop(I, 1, new Store(Y, I, e)))).lines()).hasSizeLessThan(220);
    }
}
