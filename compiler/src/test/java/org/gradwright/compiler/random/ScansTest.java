// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.LoadedStep;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loops at run time, in all forms that a model is compiled to. */
class ScansTest {
    private static final String HEAD = """
            gradwright 1
            graph Scans
            input x : real[batch, time, 3]
            input s : real[batch, time]
            input i : i32[time]
            param W : real[3, 4] = glorot_uniform
            param U : real[4, 4] = orthogonal
            param b : real[4] = normal(0.5)
            """;

    private static final String TAIL = """
            loss = mean((y + sum(W) * 0.01)^2)
            g = grad(loss, U)
            output q = grad(sum(g^2), b)
            train loss with adam(lr = 0.01)
            """;

    static List<String> bodies() {
        return List.of("""
                scan xt in steps(x) with h = zeros([batch, 4]) {
                  next h = tanh(xt @ W + h @ U + b)
                }
                y = h
                """, """
                scan xt in steps(x, truncate = 2, reverse = true), st in steps(s, truncate = 2, reverse = true) with h = zeros([batch, 4]), c = 1 {
                  n = sigmoid(xt @ W + h @ U + b) * st[:, new]
                  next h, next c = n, c * 0.9 + mean(h)
                  emit hs = n + c
                  emit zs = sum(h, axis = 1) + st
                }
                y = hs + zs[:, :, new]
                output hs
                """, """
                scan xt in steps(x) with h = zeros([batch, 4]), p = 0 * x[:, 0] {
                  r = random_uniform([batch, 4])
                  next h = where(r < 0.7, tanh(xt @ W + h @ U), h)
                  next p = p * 0.5 + dropout(xt, rate = 0.3)
                  emit hs = where(training, h, h * 0.7)
                }
                y = concat([hs[:, -1], p], axis = 1) + b[0]
                """, """
                scan xt in steps(x) with h = zeros([batch, 4]) {
                  scan v in steps(xt) with g = h {
                    next g = tanh(g * U[0] + v[:, new])
                    emit gs = g
                  }
                  next h = g * 0.5 + sum(gs, axis = 1) @ U
                }
                y = h + b
                """, """
                scan xt in steps(x) with h = zeros([batch, 4]) {
                  n = relu(xt @ W + h @ U + b)
                  next h = n
                  emit hs = n
                }
                y = h + hs[:, 0]
                output hs
                """, """
                scan k in steps(i, axis = 0), st in steps(s) with h = zeros([batch, 4]), n = 0, m = i[0] {
                  next h = h * 0.9 + gather(U, k % 4)[new, :] * st[:, new]
                  next n, next m = n + real(m), k
                  emit ms = m
                }
                y = h + n * b + sum(real(ms))
                output ms
                """);
    }

    private static Graph graph(String body, Precision precision) {
        String text = HEAD + body + TAIL;
        return Language.parse("scans.graph", text, Options.NONE.withPrecision(precision))
                .graph();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void compiledMeansInterpreted(String body) {
        assertThat(Check.compiled(graph(body, Precision.F64))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void unoptimisedMeansInterpreted(String body) {
        assertThat(Check.unoptimised(graph(body, Precision.F64))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void memoryIsSharedInVain(String body) {
        assertThat(Check.planned(graph(body, Precision.F32))).isEmpty();
    }

    @AfterEach
    void reset() {
        System.clearProperty("gradwright.divide");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void threadsChangeNothing(String body) {
        System.setProperty("gradwright.divide", "always");
        assertThat(Check.sharedByThreads(graph(body, Precision.F32))).isEmpty();
    }

    @Test
    void sourceAndBytecodeComputeTheSameBits() throws IOException {
        System.setProperty("gradwright.divide", "always");
        var compilations = new LinkedHashMap<String, Compilation>();
        var sources = new LinkedHashMap<String, String>();
        for (int b = 0; b < bodies().size(); b++) {
            String name = "scans" + b;
            Graph graph = graph(bodies().get(b), Precision.F32);
            compilations.put(name, Check.divided(graph, CompileOptions.DEFAULT.withPackage(name)));
            sources.put(name + ".Scans", compilations.get(name).source());
        }
        ClassLoader loader = SourceBatch.compile(sources);
        for (int b = 0; b < bodies().size(); b++) {
            Graph graph = graph(bodies().get(b), Precision.F32);
            Compilation compilation = compilations.get("scans" + b);
            Map<String, double[]> fromBytecode = Check.run(graph, compilation.step());
            assertThat(Check.difference(fromSource(graph, compilation, loader, "scans" + b), fromBytecode, 0))
                    .isEmpty();
        }
    }

    private static Map<String, double[]> fromSource(
            Graph graph, Compilation compilation, ClassLoader loader, String name) {
        try (var model = LoadedStep.of(loader.loadClass(name + ".Scans")).create(Run.SEED)) {
            model.threads(2);
            return Run.compiled(graph, compilation.step(), model);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
