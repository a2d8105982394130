// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Whole training steps: forward, backward, update. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {
    /** The workload's name. */
    @Param({"W1", "W2b1", "W2b32", "W3", "W4", "W5b32", "W5b128", "W6", "W7"})
    public String workload;

    /** How many threads compute. */
    @Param({"1", "2"})
    public int threads;

    private TrainingLoop loop;

    /** Compiles the workload's model; numbers come from the folder {@code PEERS_DATA}, or are made up. */
    @Setup
    public void compile() {
        Optional<Path> data = Optional.ofNullable(System.getenv("PEERS_DATA")).map(Path::of);
        loop = TrainingLoop.of(Workload.named(workload), threads, data);
    }

    /** One step, whose loss is used. */
    @Benchmark
    public float step() {
        return loop.step();
    }
}
