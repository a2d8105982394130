// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradwright.compiler.build.Functions.*;
import static org.gradwright.compiler.build.Std.std;
import static org.gradwright.compiler.build.Terms.*;
import static org.gradwright.compiler.build.Trainers.*;

import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gradwright.compiler.graph.Precision;
import org.junit.jupiter.api.Test;

/** What is wrong is said by the statement that is wrong, in the words that a text gets. */
class ModelErrorTest {
    private final ModelBuilder g = ModelBuilder.named("Model");
    private final Term x = g.input("x", real("batch", 4));

    @Test
    void theMessageIsTheLanguagesWithoutAPlace() {
        wrong(() -> g.let("y", matmul(x, x)))
                .hasMessageStartingWith("error[G02")
                .hasMessageContaining("y = x @ x")
                .hasMessageNotContaining("Model.graph");
    }

    @Test
    void aNameIsBoundOnce() {
        wrong(() -> g.let("x", neg(x))).hasMessageContaining("error[G0302]: `x` already has a value");
    }

    @Test
    void twoLayersNeedTwoNames() {
        wrong(() -> g.let("z", std.dense(std.dense(x, 3), 2))).hasMessageContaining("error[G0303]");
    }

    @Test
    void aStandardFunctionKeepsTheStricterRule() {
        var y = g.let("y", sum(x).axis(1));
        var column = g.let("column", sum(x).axis(1).keep(true));
        wrong(() -> g.let("z", std.squaredError(column, y))).hasMessageContaining("error[G0209]");
    }

    @Test
    void aPatternMatchesSomething() {
        var h = g.let("h", std.dense(x, 3));
        g.train(mean(h), sgd(0.1)).freeze("g.**");
        wrong(g::build).hasMessageContaining("error[G0401]: pattern matches no parameter");
    }

    @Test
    void termsStayWithTheirModelAndBlock() {
        var other = ModelBuilder.named("Other").input("o", real());
        wrong(() -> g.let("y", add(x, other))).hasMessageContaining("`o` belongs to another model");
        var inner = new Term[1];
        g.loop("h", x, 2, (b, h, l) -> inner[0] = b.let("y", neg(h)));
        wrong(() -> g.output("p", inner[0])).hasMessageContaining("`y` belongs to another model, or to a block");
    }

    @Test
    void aGradientOfItsOwnSeesFormalsOnly() {
        wrong(() -> g.customGradient("f", List.of(Formal.of("y")), (b, f) -> {
                    b.gradient((c, dy) -> dy);
                    return add(f.get(0), x);
                }))
                .hasMessageContaining("pass `x` as an argument");
    }

    @Test
    void whatIsNoTermIsRefused() {
        wrong(() -> neg(new Object())).hasMessageContaining("a Object is no term");
        wrong(() -> number(Double.NaN)).hasMessageContaining("NaN");
        wrong(() -> x.param("b = 1")).hasMessageContaining("is no path");
        wrong(() -> g.input("a`b", real())).hasMessageContaining("no backtick");
        wrong(() -> g.train(sum(x), sgd(0.1)).over("h, x")).hasMessageContaining("is no pattern");
        wrong(() -> g.train(sum(x), sgd(0.1)).freeze()).hasMessageContaining("`**` is all of them");
        wrong(() -> g.loop(List.of("h"), List.of(), 2, (b, h, i) -> h.get(0))).hasMessageContaining("one start");
    }

    @Test
    void aTermThatDoublesIsStoppedInTime() {
        wrong(() -> {
                    Term doubled = x;
                    for (int i = 0; i < 64; i++) {
                        doubled = add(doubled, doubled);
                    }
                })
                .hasMessageContaining("give parts of it a name with `let`");
    }

    @Test
    void aScanKeepsTheShapeOfWhatItCarries() {
        wrong(() -> g.scan("h", 0, steps(x), (b, h, xt) -> xt))
                .hasMessageContaining("error[G0216]: the next `h` must be real as the first is");
    }

    @Test
    void aBuiltModelIsFinished() {
        g.output(x);
        g.build();
        wrong(() -> g.precision(Precision.F64)).hasMessageContaining("is built already");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> wrong(ThrowingCallable action) {
        return assertThatThrownBy(action).isInstanceOf(ModelError.class);
    }
}
