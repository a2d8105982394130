// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Dim;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arena is little longer than what lives at one time, whatever the free sizes. */
class ArenaBoundTest {
    /** Small networks may lose the rest of some vectors. */
    private static final int SLACK = 64;

    private static final double LIMIT = 1.05;

    /** Where several free sizes decide what is largest. */
    private static final double LIMIT_OF_SEVERAL = 1.15;

    private static final int[] WANTED = {1, 7, 8, 32, 50, 64, 100, 128, 256, 1000};

    /** What is included by others and is no model. */
    private static final Set<String> NO_MODELS = Set.of("body.graph");

    static Stream<Path> models() {
        return Stream.of("../samples", "../benchmarks/src/main/resources", "src/test/resources/language/networks")
                .flatMap(ArenaBoundTest::graphs)
                .filter(f -> !NO_MODELS.contains(f.getFileName().toString()))
                .sorted();
    }

    private static Stream<Path> graphs(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files
                    .filter(f ->
                            f.toString().endsWith(".graph") && !f.toString().contains("target"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void isNearTheLeastThatCanBe(Path model) {
        Compilation compilation = Compiler.compile(Language.parse(model).graph(), CompileOptions.DEFAULT);
        double limit = compilation.graph().dims().size() > 1 ? LIMIT_OF_SEVERAL : LIMIT;
        for (int wanted : WANTED) {
            Map<String, Integer> sizes = sizes(compilation.graph().dims(), wanted);
            assertThat(arena(compilation.plan(), sizes))
                    .as("numbers in the arena of %s at %s", model, sizes)
                    .isLessThanOrEqualTo((long) (limit * bound(compilation.plan(), sizes)) + SLACK);
        }
    }

    private static Map<String, Integer> sizes(List<Dim> dims, int wanted) {
        var sizes = new LinkedHashMap<String, Integer>();
        for (Dim dim : dims) {
            int multiple = (wanted + dim.multipleOf() - 1) / dim.multipleOf() * dim.multipleOf();
            sizes.put(dim.name(), Math.min(dim.atMost(), multiple));
        }
        return sizes;
    }

    private static long arena(MemoryPlan plan, Map<String, Integer> sizes) {
        long reals = 0;
        long ints = 0;
        for (ProgramPlan program : plan.programs()) {
            reals = Math.max(reals, program.reals().evaluate(sizes));
            ints = Math.max(ints, program.ints().evaluate(sizes));
        }
        return reals + ints;
    }

    /** What outlives a program, and the most that lives at one time in any. */
    private static long bound(MemoryPlan plan, Map<String, Integer> sizes) {
        long most = 0;
        for (ProgramPlan program : plan.programs()) {
            most = Math.max(most, mostAlive(program.program(), sizes));
        }
        return plan.persistent() + most;
    }

    /** Reals and whole numbers are two arrays, which cannot share memory. */
    private static long mostAlive(KernelProgram program, Map<String, Integer> sizes) {
        return mostAlive(program, sizes, Scalar.REAL) + mostAlive(program, sizes, Scalar.INT);
    }

    private static long mostAlive(KernelProgram program, Map<String, Integer> sizes, Scalar type) {
        long[] alive = new long[program.kernels().size() + 2];
        Lifetime.of(program).forEach((buffer, lifetime) -> {
            long count = buffer.type() == type
                    ? program.buffers().get(buffer).count().evaluate(sizes)
                    : 0;
            for (int time = lifetime.first(); time <= lifetime.last(); time++) {
                alive[time + 1] += count;
            }
        });
        return Arrays.stream(alive).max().orElse(0);
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatIsKeptLosesNothingToAlignment(Path model) {
        Compilation compilation = Compiler.compile(Language.parse(model).graph(), CompileOptions.DEFAULT);
        var description = compilation.step().description();
        long numbers = description.variables().stream().mapToLong(v -> v.size()).sum()
                + description.constants().stream()
                        .mapToLong(c -> c.values().size())
                        .sum()
                + description.metrics().size();
        assertThat((long) compilation.plan().persistent()).isBetween(numbers, (long) (LIMIT * numbers) + SLACK);
    }
}
