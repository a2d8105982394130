// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.LoadedStep;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.text.GraphPrinter;
import org.gradwright.compiler.text.GraphText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Models of random operations mean the same on every way from graph to class. A failure prints seed and graph. */
class RandomGraphsTest {
    @Test
    void compiledComputesWhatTheInterpreterDoes() {
        hold(0, 1700, Check::compiled);
    }

    @Test
    void loopsComputeWhatTheInterpreterDoes() {
        hold(40_000, 600, Check::compiledToLoops);
    }

    @Test
    void unoptimisedComputesWhatTheInterpreterDoes() {
        hold(10_000, 300, Check::unoptimised);
    }

    @Test
    void sharedMemoryIsNeverNoticed() {
        hold(20_000, 200, Check::planned);
    }

    @Test
    void threadsComputeTheSameBits() {
        divideAll();
        hold(50_000, 200, Check::sharedByThreads);
    }

    @Test
    void gradientsAgreeWithDifferences() {
        List<Long> wrong = LongStream.range(60_000, 60_400)
                .parallel()
                .filter(seed -> !gradientAgrees(seed))
                .boxed()
                .toList();
        assertThat(wrong).isEmpty();
    }

    private static boolean gradientAgrees(long seed) {
        Graph graph = RandomModel.uncut(seed);
        if (graph.trainings().isEmpty()) {
            return true;
        }
        double[] slopes = Run.slopes(graph, seed);
        return Math.abs(slopes[0] - slopes[1]) <= 1e-7 * Math.max(1, Math.abs(slopes[0]));
    }

    /** On teams, kernels are divided however little there is to gain. */
    private static void divideAll() {
        System.setProperty("gradwright.divide", "always");
    }

    @AfterEach
    void reset() {
        System.clearProperty("gradwright.divide");
    }

    private static void hold(long first, int count, Function<Graph, Optional<String>> check) {
        String problem = LongStream.range(first, first + count)
                .parallel()
                .boxed()
                .filter(seed -> check.apply(RandomModel.of(seed, Precision.F64)).isPresent())
                .findFirst()
                .map(seed -> report(seed, check))
                .orElse("");
        assertThat(problem).isEmpty();
    }

    private static String report(long seed, Function<Graph, Optional<String>> check) {
        Graph small = Shrinker.shrink(
                RandomModel.of(seed, Precision.F64), g -> check.apply(g).isPresent());
        String again = check.apply(small).orElse("the failure went away");
        return "seed " + seed + ": " + again + "\n" + GraphPrinter.print(small);
    }

    @Test
    void sourceAndBytecodeComputeTheSameBits() throws java.io.IOException {
        divideAll();
        var graphs = new LinkedHashMap<String, Graph>();
        for (Precision precision : Precision.values()) {
            for (long seed = 30_000; seed < 30_060; seed++) {
                graphs.put("p" + seed + precision, RandomModel.of(seed, precision));
            }
        }
        var compilations = new LinkedHashMap<String, Compilation>();
        graphs.forEach((name, graph) -> compilations.put(name, compile(name, graph)));
        var sources = new LinkedHashMap<String, String>();
        compilations.forEach((name, compilation) -> sources.put(name + ".Net", compilation.source()));
        ClassLoader loader = SourceBatch.compile(sources);
        compilations.forEach((name, compilation) -> {
            Map<String, double[]> fromBytecode = Check.run(graphs.get(name), compilation.step());
            Map<String, double[]> fromSource = run(graphs.get(name), compilation, loader, name + ".Net");
            assertThat(Check.difference(fromSource, fromBytecode, 0)).as(name).isEmpty();
        });
    }

    /** Those of odd seeds as loops, small as they may be, that threads can share. */
    private static Compilation compile(String name, Graph graph) {
        CompileOptions options = CompileOptions.DEFAULT.withPackage(name);
        return name.matches("p\\d*[13579]F\\d+") ? Check.divided(graph, options) : Compiler.compile(graph, options);
    }

    private static Map<String, double[]> run(Graph graph, Compilation compilation, ClassLoader loader, String name) {
        try (var model = LoadedStep.of(loader.loadClass(name)).create(Run.SEED)) {
            model.threads(2);
            return Run.compiled(graph, compilation.step(), model);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theTextOfARandomModelParses() {
        for (long seed = 0; seed < 100; seed++) {
            Graph graph = RandomModel.of(seed, Precision.F32);
            String text = GraphPrinter.print(graph);
            assertThat(GraphPrinter.print(GraphText.parse(text))).isEqualTo(text);
        }
    }
}
