// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.interpret.Interpreter;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.optimise.Passes;
import org.gradwright.compiler.optimise.Specialise;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A loop at run time means what its body means written out. */
class ScanTest {
    private static final String HEAD = """
            input x : real[batch, 5, 3]
            input s : real[batch, 5]
            input h0 : real[batch, 4]
            param W : real[3, 4] = glorot_uniform
            param U : real[4, 4] = orthogonal
            param b : real[4] = normal(0.5)
            """;

    /** A body, and the same written out: values of y and what they are made of. */
    private record Pair(String name, String scan, String loop) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Pair> pairs() {
        return List.of(
                new Pair("last", """
                    scan xt in steps(x) with h = h0 {
                      next h = tanh(xt @ W + h @ U + b)
                    }
                    y = sum(h^2)
                    """, """
                    for t in 0..<5 with h = h0 {
                      next h = tanh(x[:, t] @ W + h @ U + b)
                    }
                    y = sum(h^2)
                    """),
                new Pair("emitted", """
                    scan xt in steps(x) with h = h0 {
                      n = tanh(xt @ W + h @ U + b)
                      next h = n
                      emit hs = n * 2
                      emit zs = h + mean(xt, axis = 1, keep = true)
                    }
                    y = sum(hs^2 * s[:, :, new]) + sum(h) + sum(sin(zs))
                    """, """
                    for t in 0..<5 with h = h0 {
                      xt = x[:, t]
                      n = tanh(xt @ W + h @ U + b)
                      next h = n
                      emit hs0 = n * 2
                      emit zs0 = h + mean(xt, axis = 1, keep = true)
                    }
                    hs = transpose(hs0, [1, 0, 2])
                    zs = transpose(zs0, [1, 0, 2])
                    y = sum(hs^2 * s[:, :, new]) + sum(h) + sum(sin(zs))
                    """),
                new Pair("reverse", """
                    scan xt in steps(x, reverse = true), st in steps(s, reverse = true) with h = h0, c = zeros([batch]) {
                      n = tanh(xt @ W + h @ U + b) * st[:, new]
                      next h = n
                      next c = c + st * sum(h, axis = 1)
                      emit hs = n + c[:, new]
                    }
                    y = sum(hs^3) + sum(c)
                    """, """
                    for t in [4, 3, 2, 1, 0] with h = h0, c = zeros([batch]) {
                      xt = x[:, t]
                      st = s[:, t]
                      n = tanh(xt @ W + h @ U + b) * st[:, new]
                      next h = n
                      next c = c + st * sum(h, axis = 1)
                      emit hs0 = n + c[:, new]
                    }
                    hs = flip(transpose(hs0, [1, 0, 2]), axis = 1)
                    y = sum(hs^3) + sum(c)
                    """),
                new Pair("swap", """
                    scan st in steps(s, axis = 1) with p = h0, q = h0 * 2 {
                      next p, next q = q * st[:, new], p + U[0]
                      emit r = exp(p * 0.1)
                    }
                    y = sum(p * q) + sum(r)
                    """, """
                    for t in 0..<5 with p = h0, q = h0 * 2 {
                      next p, next q = q * s[:, t, new], p + U[0]
                      emit r = exp(p * 0.1)
                    }
                    y = sum(p * q) + sum(r)
                    """),
                new Pair("truncated", """
                    scan xt in steps(x, truncate = 2) with h = h0 {
                      next h = tanh(xt @ W + h @ U + b)
                      emit hs = h
                    }
                    y = sum(hs^2) + sum(h)
                    """, """
                    for t in 0..<5 with h = h0 {
                      k = if_chunk(h, t)
                      next h = tanh(x[:, t] @ W + k @ U + b)
                      emit hs = k
                    }
                    y = sum(hs^2) + sum(h)
                    def if_chunk(h : real[...], t : int) {
                      if t == 2 or t == 4 { return stop_gradient(h) } else { return h }
                    }
                    """),
                new Pair("nested", """
                    scan xt in steps(x) with h = h0 {
                      scan v in steps(xt) with g = h {
                        next g = tanh(g * U[0] + v[:, new])
                        emit gs = g
                      }
                      next h = g * 0.5 + sum(gs, axis = 1) @ U
                    }
                    y = sum(h^2)
                    """, """
                    for t in 0..<5 with h = h0 {
                      for k in 0..<3 with g = h {
                        next g = tanh(g * U[0] + x[:, t, k, new])
                        emit gs = g
                      }
                      next h = g * 0.5 + sum(gs, axis = 0) @ U
                    }
                    y = sum(h^2)
                    """),
                new Pair("reshaped", """
                    scan xt in steps(x) with h = h0 {
                      a, b2 = split(h @ U, 2, axis = 1)
                      next h = concat([tanh(b2), sin(a)], axis = 1) + sum(xt)
                      emit hs = reshape(h * 2, [batch, 2, 2])
                      emit gs = h * 2
                    }
                    y = sum(hs[:, :, 0]^2) + sum(gs * s[:, :, new]) + sum(h)
                    """, """
                    for t in 0..<5 with h = h0 {
                      a, b2 = split(h @ U, 2, axis = 1)
                      next h = concat([tanh(b2), sin(a)], axis = 1) + sum(x[:, t])
                      emit hs0 = reshape(h * 2, [batch, 2, 2])
                      emit gs0 = h * 2
                    }
                    hs = transpose(hs0, [1, 0, 2, 3])
                    gs = transpose(gs0, [1, 0, 2])
                    y = sum(hs[:, :, 0]^2) + sum(gs * s[:, :, new]) + sum(h)
                    """),
                new Pair("embedded", """
                    scan i in steps([0, 3, 1, 3, 2], axis = 0), st in steps(s) with h = h0, n = 0 {
                      next h = h * 0.9 + gather(U, i32(i))[new, :] * st[:, new]
                      next n = n + 1
                    }
                    y = sum(h^2) * n
                    """, """
                    for t in 0..<5 with h = h0, n = 0 {
                      next h = h * 0.9 + U[[0, 3, 1, 3, 2][t]][new, :] * s[:, t, new]
                      next n = n + 1
                    }
                    y = sum(h^2) * n
                    """));
    }

    private static Graph graph(String body) {
        String outputs = """
                output y
                output dx = grad(y, x)
                output ds = grad(y, s)
                output dh0 = grad(y, h0)
                output dW = grad(y, W)
                output dU = grad(y, U)
                output db = grad(y, b)
                z = sum(dU * dU) + sum(dW * h0[0]) + sum(dx^2)
                output dzU = grad(z, U)
                output dzx = grad(z, x)
                """;
        return Language.parse(
                        "test.graph",
                        "gradwright 1\ngraph Test\n" + HEAD + body + outputs,
                        Options.NONE.withPrecision(Precision.F64))
                .graph();
    }

    private static Map<String, Tensor> stored(Graph graph, int batch) {
        var random = new Random(7);
        var stored = new LinkedHashMap<String, Tensor>();
        var leaves = new java.util.ArrayList<>(graph.inputs());
        leaves.addAll(graph.variables());
        for (Node leaf : leaves) {
            int[] shape = leaf.shape().evaluate(Map.of("batch", batch));
            double[] data = random.doubles(Tensor.count(shape), -1, 1).toArray();
            stored.put(((Leaf) leaf.operation()).path(), new Tensor(shape, data));
        }
        return stored;
    }

    private static Map<String, Tensor> values(Map<String, Node> outputs, Map<String, Tensor> stored, int batch) {
        var evaluation = new Evaluation(Map.of("batch", batch), stored, false, 3, 1);
        List<Tensor> values = Interpreter.evaluate(List.copyOf(outputs.values()), evaluation);
        var result = new LinkedHashMap<String, Tensor>();
        int next = 0;
        for (String name : outputs.keySet()) {
            result.put(name, values.get(next++));
        }
        return result;
    }

    private static void assertEqual(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        expected.forEach((name, value) -> assertThat(actual.get(name).data())
                .as(name)
                .containsExactly(value.data(), within(1e-11 * (1 + largest(value.data())))));
    }

    private static double largest(double[] values) {
        return java.util.Arrays.stream(values).map(Math::abs).max().orElse(0);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void meansItsBodyWrittenOut(Pair pair) {
        Graph scan = graph(pair.scan());
        Graph loop = graph(pair.loop());
        var stored = stored(loop, 3);
        assertEqual(values(scan.outputs(), stored, 3), values(loop.outputs(), stored, 3));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void meansTheSameSimplified(Pair pair) {
        Graph scan = graph(pair.scan());
        Graph simplified = Passes.optimise(Specialise.training(scan, false));
        var stored = stored(scan, 3);
        assertEqual(values(simplified.outputs(), stored, 3), values(scan.outputs(), stored, 3));
    }
}
