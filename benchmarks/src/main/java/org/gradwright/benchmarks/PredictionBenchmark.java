// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.util.concurrent.TimeUnit;
import org.gradwright.runtime.ServedModel;
import org.gradwright.runtime.TrainingStep;
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

/** The answer of a small network to one example, as a service asks for it: checks of the arguments and a new array included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PredictionBenchmark {
    /** The workload whose network is asked: 1-2-2-1 or 16-8-4-1. */
    @Param({"W2b1", "W3"})
    public String workload;

    private TrainingStep model;
    private ServedModel<TrainingStep> served;
    private Object[] inputs;

    /** Compiles the network and makes up an example. */
    @Setup
    public void compile() {
        var type = Workload.named(workload).compile();
        model = type.create(1);
        served = new ServedModel<>(() -> type.create(1), model.snapshot());
        inputs = Workload.named(workload).inputs().stream()
                .map(input -> example(input.width()))
                .toArray();
    }

    private static float[] example(int width) {
        float[] numbers = new float[width];
        for (int i = 0; i < width; i++) {
            numbers[i] = i % 7 / 7f;
        }
        return numbers;
    }

    /** By the thread that owns the model. */
    @Benchmark
    public Object[] predict() {
        return model.predictWith(inputs);
    }

    /** By any thread. */
    @Benchmark
    public Object[] ask() {
        return served.ask(m -> m.predictWith(inputs));
    }
}
