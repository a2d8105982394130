// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gradwright.compiler.build.Functions.*;
import static org.gradwright.compiler.build.Std.std;
import static org.gradwright.compiler.build.Terms.*;
import static org.gradwright.compiler.build.Trainers.*;

import java.util.List;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.text.GraphPrinter;
import org.junit.jupiter.api.Test;

/** Each statement of the builder beside the lines that it stands for. */
class StatementsTest {
    private final ModelBuilder g = ModelBuilder.named("Model");

    @Test
    void operandsKeepTheirOrder() {
        var a = g.input("a", real());
        var b = g.input("b", real());
        g.output("p", sub(a, sub(b, mul(add(a, b), neg(pow(neg(a), -2))))));
        g.output("q", div(a, div(mod(b, 2), pow(pow(a, b), 2))));
        g.output("r", or(and(less(a, b), not(or(equal(a, 1), notEqual(b, 0.5)))), greaterEqual(a, -1.5e-7)));
        isText("""
                input a, b : real
                output p = a - (b - (a + b) * -(-a)^-2)
                output q = a / ((b % 2) / (a^b)^2)
                output r = a < b and not (a == 1 or b != 0.5) or a >= -1.5e-7
                """);
    }

    @Test
    void partsOfTensors() {
        var x = g.input("x", real("n", 6, 4));
        var rows = g.input("rows", i32(3));
        g.output("p", x.at(Subscript.all(), 1, Subscript.newAxis()));
        g.output("q", x.at(Subscript.rest(), Subscript.between(1, 3)));
        g.output("r", x.at(Subscript.all(), Subscript.from(-4).by(2)).transposed());
        g.output("s", x.at(0, Subscript.upTo(add(1, 2))));
        g.output("t", x.at(Subscript.all(), rows));
        g.output(
                "u",
                concat(reshape(x, size(x, 0), 24), zeros(list(size(x, 0), 1))).axis(1));
        g.output("v", transpose(sum(x).axis(1, 2).keep(true), 2, 0, 1));
        isText("""
                input x : real[n, 6, 4]
                input rows : i32[3]
                output p = x[:, 1, new]
                output q = x[..., 1..<3]
                output r = x[:, -4.. by 2]'
                output s = x[0, ..<1 + 2]
                output t = x[:, rows]
                output u = concat([reshape(x, [n, 24]), zeros([n, 1])], axis = 1)
                output v = transpose(sum(x, axis = [1, 2], keep = true), [2, 0, 1])
                """);
    }

    @Test
    void pointwiseOperandsBroadcastAsNumPyDoes() {
        var x = g.input("x", real("n", 1));
        var y = g.input("y", real("n"));
        var c = g.input("c", bool("n", 1));
        g.output("p", sub(x, mul(y, 2)));
        g.output("q", maximum(y, x));
        g.output("r", where(c, y, 0));
        g.output("s", add(x, add(y, mul(x, y))));
        assertThat(g.type(g.name("p"))).hasToString("real[n, n]");
        isText("""
                input x : real[n, 1]
                input y : real[n]
                input c : bool[n, 1]
                output p = x - (y * 2)[new, :]
                output q = maximum(y[new, :], x)
                output r = where(c, y[new, :], 0)
                output s = x + (y + x * y[new, :])
                """);
    }

    @Test
    void aScanIsALoopAtRunTime() {
        var x = g.input("x", real("batch", "time", 3));
        var zero = zeros(size(x, 0), 4);
        var h = g.scan("h", zero, steps(x).truncate(8), (b, last, xt) -> {
            b.emit("hs", last);
            return std.rnnCell(xt, last);
        });
        var pair = g.scan(List.of("p", "q"), List.of(h, h), steps(g.name("hs")).reverse(true), (b, carried, part) -> {
            var sum = b.let("sum", add(carried.get(0), part));
            return results(carried.get(1), sum);
        });
        g.output("y", add(pair.get(0), pair.get(1)));
        isText("""
                input x : real[batch, time, 3]
                scan h_item in steps(x, truncate = 8) with h = zeros([size(x, 0), 4]) {
                  emit hs = h
                  next h = rnn_cell(h_item, h)
                }
                scan p_item in steps(hs, reverse = true) with p = h, q = h {
                  sum = p + p_item
                  next p, next q = q, sum
                }
                output y = p + q
                """);
    }

    @Test
    void aMethodIsALayerWhereverItIsUsed() {
        var x = g.input("x", real("n", 4));
        var k = g.param("k", normal(1));
        var a = g.let("a", b -> block(b, x, k));
        var twice = g.let("c", b -> {
            var first = b.let("first", d -> block(d, x, k));
            return block(b, first, k);
        });
        g.output("p", add(a, twice));
        isText("""
                def block(x, k) {
                  h = dense(x, 4)
                  return k * h + x
                }
                def two(x, k) {
                  first = block(x, k)
                  h = dense(first, 4)
                  return k * h + first
                }
                input x : real[n, 4]
                param k = normal(1)
                a = block(x, k)
                c = two(x, k)
                output p = a + c
                """);
    }

    private static Term block(Block b, Term x, Term k) {
        var h = b.let("h", std.dense(x, 4));
        return add(mul(k, h), x);
    }

    @Test
    void loopsCarryEmitAndNest() {
        var x = g.input("x", real("n", 4));
        var last = g.loop(List.of("h", "c"), List.of(x, x), range(1, 3), (b, carried, i) -> {
            var y = b.let("y", std.dense(carried.get(0), 4));
            b.emit("all", y);
            var z = b.loop("z", y, 2, (d, inner, j) -> mul(inner, add(i, j)));
            return results(z, carried.get(0));
        });
        g.output("p", add(last.get(0), last.get(1)));
        g.output("q", g.name("all"));
        isText("""
                input x : real[n, 4]
                for i in 1..<3 with h = x, c = x {
                  y = dense(h, 4)
                  emit all = y
                  for j in 0..<2 with z = y {
                    next z = z * (i + j)
                  }
                  next h, next c = z, h
                }
                output p = h + c
                output q = all
                """);
    }

    @Test
    void sharedLayersAndFunctionsAsValues() {
        var x = g.input("x", real("n", 4));
        var soft = g.def("soft", (b, y) -> mul(y, sigmoid(y)));
        var critic = g.layer("critic", std.dense().units(4).activation(soft));
        var squash = g.layer(
                "squash", std.dense().units(4).activation(std.leakyRelu().alpha(0.2)));
        g.output("p", critic.of(critic.of(squash.of(x))));
        g.output("q", sum(critic.param("W")));
        isText("""
                def soft(y) = y * sigmoid(y)
                input x : real[n, 4]
                layer critic = dense(units = 4, activation = soft)
                layer squash = dense(units = 4, activation = leaky_relu(alpha = 0.2))
                output p = critic(critic(squash(x)))
                output q = sum(critic.W)
                """);
    }

    @Test
    void defsWithFormalsChoicesAndSeveralResults() {
        var x = g.input("x", real("n", 4));
        var formals =
                List.of(Formal.of("y", real("...", "k")), Formal.of("scaled").or(true));
        var halves = g.def("halves", formals, (b, f) -> {
            b.when(
                    f.get(1),
                    then -> then.let("z", mul(f.get(0), b.name("k"))),
                    otherwise -> otherwise.let("z", f.get(0)));
            return results(b.name("z").at(Subscript.rest(), 0), neg(b.name("z")));
        });
        var both = g.let(List.of("a", "b"), halves.of(x).with("scaled", false));
        var more = g.let(List.of("c", "d"), halves.of(x));
        g.output("p", add(sum(both.get(0)), sum(more.get(1))));
        isText("""
                def halves(y : real[..., k], scaled = true) {
                  if scaled {
                    z = y * k
                  } else {
                    z = y
                  }
                  return z[..., 0], -z
                }
                input x : real[n, 4]
                a, b = halves(x, scaled = false)
                c, d = halves(x)
                output p = sum(a) + sum(d)
                """);
    }

    @Test
    void statesDrawsTrainingAndDerivatives() {
        var x = g.input("x", real("n", 3));
        var w = g.param("w", real(3), list(0.5, -1, 2));
        var mean = g.state("running", real(3), zeros);
        g.next(mean, std.lerp(mean, mean(x).axis(0), 0.1));
        var kept = g.let("kept", lessEqual(randomUniform(shape(x)), 0.5));
        var y = g.let("y", real(g.name("n"), 3), where(training, where(kept, x, 0), mul(x, mean)));
        var loss = g.let("loss", sum(tanh(mul(y, w))));
        var first = g.let("first", grad(loss, w));
        g.metric("slope", norm(first));
        g.output("second", hvp(loss, w, stopGradient(first)));
        g.output("tangent", jvp(y, x, randomNormal(shape(x))));
        g.output("bound", list(infinity, neg(infinity), pi));
        g.train(loss, rmsprop(step(0.1).every(10).factor(0.5))).over("w").clipValue(2);
        isText("""
                input x : real[n, 3]
                param w : real[3] = [0.5, -1, 2]
                state running : real[3] = zeros
                next running = lerp(running, mean(x, axis = 0), 0.1)
                kept = random_uniform(shape(x)) <= 0.5
                y : real[n, 3] = where(training, where(kept, x, 0), x * running)
                loss = sum(tanh(y * w))
                first = grad(loss, w)
                metric slope = norm(first)
                output second = hvp(loss, w, stop_gradient(first))
                output tangent = jvp(y, x, random_normal(shape(x)))
                output bound = [infinity, -infinity, pi]
                train loss with rmsprop(lr = step(0.1, every = 10, factor = 0.5)) over w {
                  clip_value(2)
                }
                """);
    }

    @Test
    void namesThatNeedBackticks() {
        var x = g.input("layers.0/x", real("n", 4));
        var y = g.let("for", std.dense(x, 2));
        g.output("p", sum(mul(y, y.param("b"))));
        isText("""
                input `layers.0/x` : real[n, 4]
                `for` = dense(`layers.0/x`, 2)
                output p = sum(`for` * `for`.b)
                """);
    }

    @Test
    void nodesOfYourOwnStandBesideStatements() {
        var x = g.input("x", real(3));
        var sums = g.let("sums", Ops.at(Origin.NONE).cumsum(g.node(x), 0, false, false));
        g.output("p", call("exp", sums));
        assertThat(g.build().outputs().get("p").input(0)).isSameAs(g.node(sums));
        assertThatThrownBy(g::text).isInstanceOf(ModelError.class).hasMessageContaining("`sums` is a node of your own");
    }

    /** The graph is that of a text, and the builder's own text is one of them. */
    private void isText(String lines) {
        String built = GraphPrinter.canonical(g.build());
        assertThat(built).isEqualTo(GraphPrinter.canonical(read("graph Model\n" + lines)));
        assertThat(GraphPrinter.canonical(read(g.text()))).as(g.text()).isEqualTo(built);
    }

    private static Graph read(String text) {
        return Language.parse("model.graph", text, Options.NONE).graph();
    }
}
