// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Givens;
import org.junit.jupiter.api.Test;

class StripTest {
    private static final Expr ROWS = Expr.whole(512);

    @Test
    void theRowsOfTilesWithTwoTurnsAreNoConstantToTheJit() {
        var height = new Strip.Height(12, 2, Givens.twoTurns());
        Expr known = Givens.twoTurns().select(Expr.whole(504), Expr.whole(0));
        assertThat(height.whole(ROWS)).isEqualTo(known.times(Givens.one()));
    }

    @Test
    void thoseOfOtherTilesAre() {
        assertThat(new Strip.Height(8).whole(ROWS)).isEqualTo(ROWS);
    }
}
