// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gradwright.compiler.kernel.Expr.Arg;
import org.gradwright.compiler.kernel.Expr.Load;
import org.gradwright.compiler.kernel.Expr.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarEvaluatorTest {
    private static double real(Fn fn, double x) {
        return ScalarEvaluator.constant(Expr.call(fn, Expr.real(x)));
    }

    /** To 16 digits, computed in extended precision. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1e-10, 1.1283791670955126e-10",
        "0.5, 0.5204998778130465",
        "1, 0.8427007929497149",
        "-2, -0.9953222650189527",
        "4, 0.9999999845827421",
        "7, 1",
        "-30, -1"
    })
    void errorFunction(double x, double expected) {
        assertThat(real(Fn.ERF, x)).isCloseTo(expected, within(2e-15 * Math.max(Math.abs(expected), 1e-10)));
    }

    @Test
    void saturatedFunctionsKeepTheirTails() {
        assertThat(real(Fn.SIGMOID, -700)).isCloseTo(Math.exp(-700), within(1e-318));
        assertThat(real(Fn.SIGMOID, 800)).isEqualTo(1);
        assertThat(real(Fn.SOFTPLUS, 800)).isEqualTo(800);
        assertThat(real(Fn.SOFTPLUS, -40)).isCloseTo(Math.exp(-40), within(1e-30));
    }

    @Test
    void integersWrapAtThirtyTwoBits() {
        Expr sum = Expr.call(Fn.FMA, Expr.whole(1 << 30), Expr.whole(4), Expr.whole(5));
        assertThat(ScalarEvaluator.constant(sum)).isEqualTo(5);
        assertThat(ScalarEvaluator.constant(Expr.call(Fn.TO_INT, Expr.real(-2.7))))
                .isEqualTo(-2);
    }

    @Test
    void loadsAskForAConstantIndex() {
        Expr load = new Load(new Buffer("b", Scalar.REAL), new Arg(0, Scalar.INT).plus(1));
        var evaluator = new ScalarEvaluator(leaf -> leaf instanceof Load l ? 10 * ((Whole) l.index()).value() : 4);
        assertThat(evaluator.evaluate(load)).isEqualTo(50);
    }

    @Test
    void sharedExpressionsAreComputedOnce() {
        Expr doubled = new Arg(0, Scalar.REAL);
        for (int i = 0; i < 200; i++) {
            doubled = doubled.plus(doubled);
        }
        assertThat(new ScalarEvaluator(leaf -> 1).evaluate(doubled)).isEqualTo(Math.pow(2, 200));
        assertThat(Substitution.args(doubled, java.util.List.of(Expr.real(1)))).isNotNull();
    }

    @Test
    void indicesAreChecked() {
        Expr index = Expr.call(Fn.CHECKED, Expr.whole(12), Expr.whole(10));
        assertThatThrownBy(() -> ScalarEvaluator.constant(index))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("index 12 is not in 0..<10");
        assertThatThrownBy(() -> ScalarEvaluator.constant(new Arg(0, Scalar.REAL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a constant");
    }
}
