// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** Single kernels: products of matrices, functions, reductions. Rates are per nanosecond, so billions a second. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmark {
    /** What is computed, on how much: see {@link KernelModel#named}. */
    @Param({
        "NN 64",
        "NN 128",
        "NN 256",
        "NN 512",
        "NN 1024",
        "NT 64",
        "NT 128",
        "NT 256",
        "NT 512",
        "NT 1024",
        "TN 64",
        "TN 128",
        "TN 256",
        "TN 512",
        "TN 1024",
        "exp 4096",
        "log1p 4096",
        "tanh 4096",
        "sigmoid 4096",
        "sin 4096",
        "cos 4096",
        "erf 4096",
        "sqrt 4096",
        "relu 4096",
        "sum 64",
        "max 64",
        "logsumexp 64"
    })
    public String kernel;

    private KernelModel.Loaded loaded;
    private long elements;

    /** What was done, which JMH divides by the time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Done {
        /** Operations on real numbers. */
        public double flops;

        /** Each array read or written once. */
        public double bytes;

        /** Of the result; of a reduction, those that are reduced. */
        public double elements;
    }

    /** Compiles the kernel. */
    @Setup
    public void compile() {
        KernelModel model = KernelModel.named(kernel);
        loaded = model.load();
        elements = model.elements();
    }

    /** One run. */
    @Benchmark
    public double run(Done done) {
        done.flops += loaded.work().operations();
        done.bytes += loaded.work().bytes();
        done.elements += elements;
        return loaded.run();
    }
}
