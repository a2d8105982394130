// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gradwright.cli.bench.KernelTime;
import org.gradwright.cli.bench.Machine;
import org.gradwright.cli.bench.StepBench;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
    private static final Machine MACHINE = new Machine(1, 1e11, new TreeMap<>(Map.of(1L << 10, 1e11, 1L << 20, 5e10)));

    @TempDir
    private Path folder;

    @Test
    void showsEachKernelBesideWhatTheMachineCanDo() {
        Path model = Samples.write(folder, "m.graph", Samples.NETWORK);
        CommandRun run = CommandRun.of("bench", model, "--size", "batch=7", "--seconds", "0.05")
                .succeeds();
        assertThat(run.lines().get(0)).matches("machine: .* GFLOP/s of fused multiply-adds, .* GB/s in 24 KiB.*");
        assertThat(run.lines().get(1))
                .matches("Flowers\\.step: \\S+ us a step \\(\\S+ to \\S+\\), \\S+ a second; batch = 7, .* seed 1");
        assertThat(run.out()).containsPattern("h +m.graph:7 +(vectors|plain) +\\d");
    }

    @Test
    void takesTheSizesOfFit() {
        var result = bench("""
                graph Lookup
                input word : i32[batch]
                param table : real[5, 3] = normal(0.1)
                output y = table[word]
                """, Map.of("batch", 4));
        assertThat(result.program()).isEqualTo("predict");
        assertThat(result.medianNanos()).isPositive();
    }

    @Test
    void countsWorkAgainstTheLowerRoof() {
        List<KernelTime> kernels = bench(
                        "graph A\ninput x : real[batch, 64]\noutput y = 2 * x + 1\n", Map.of("batch", 8))
                .kernels();
        assertThat(kernels).hasSize(1);
        KernelTime kernel = kernels.get(0);
        assertThat(kernel.work().bytes()).isEqualTo(2 * 8 * 64 * 4);
        assertThat(kernel.isBoundByArithmetic()).isFalse();
        assertThat(kernel.memoryNanos()).isEqualTo(1e9 * 2 * 8 * 64 * 4 / 5e10);
        assertThat(kernel.line()).isEqualTo(3);
    }

    @Test
    void jsonHasTheKernelsInTheirOrder() {
        StepBench.Result result =
                bench("graph A\ninput x : real[batch, 64]\noutput y = 2 * x + 1\n", Map.of("batch", 8));
        String json = new BenchReport("A", Path.of("a.graph"), MACHINE, Map.of("batch", 8), 1, result)
                .json()
                .toString();
        assertThat(json)
                .startsWith("{\"graph\":\"A\",\"program\":\"predict\",\"sizes\":{\"batch\":8},\"seed\":1,\"lanes\":1,")
                .contains("\"kernels\":[{\"name\":\"y\",\"line\":3,\"form\":\"plain\",\"us\":");
    }

    private static StepBench.Result bench(String text, Map<String, Integer> sizes) {
        var graph = Language.parse("a.graph", text, Options.NONE).graph();
        var compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        return new StepBench(compilation, 0, MACHINE, sizes, 1).run(0.02);
    }

    @Test
    void refusesWhatCannotBe() {
        Path model = Samples.write(
                folder, "m.graph", "dim batch where batch % 4 == 0\ninput x : real[batch, 2]\noutput y = 2 * x\n");
        CommandRun.of("bench", model, "--size", "batch=6")
                .failsInOneLine("--size batch=6 is not possible: the model says batch % 4 == 0");
        CommandRun.of("bench", model, "--size", "rows=6")
                .failsInOneLine("the model has no free size `rows`; it has batch");
        CommandRun.of("bench", Samples.write(folder, "n.graph", "input x : real[batch, 2]\n"))
                .failsInOneLine("nothing to measure");
        assertThat(CommandRun.of("bench", model, "--seconds", "0").exit()).isEqualTo(2);
    }
}
