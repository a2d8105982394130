// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The most that one core can do: fused multiply-adds that wait for nothing but each other. To be read beside kernels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeakBenchmark {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int TURNS = 10_000;

    /** Decided at run time, so that nothing can be computed beforehand. */
    public float factor = 0.5f;

    /** As above. */
    public float summand = 0.1f;

    /** Twelve chains: more than latency times throughput needs, and few enough for 16 registers. */
    @Benchmark
    public float fusedMultiplyAdds(KernelBenchmark.Done done) {
        done.flops += 2.0 * TURNS * CHAINS * SPECIES.length();
        FloatVector b = FloatVector.broadcast(SPECIES, factor);
        FloatVector c = FloatVector.broadcast(SPECIES, summand);
        FloatVector v0 = b.mul(0f);
        FloatVector v1 = b.mul(1f);
        FloatVector v2 = b.mul(2f);
        FloatVector v3 = b.mul(3f);
        FloatVector v4 = b.mul(4f);
        FloatVector v5 = b.mul(5f);
        FloatVector v6 = b.mul(6f);
        FloatVector v7 = b.mul(7f);
        FloatVector v8 = b.mul(8f);
        FloatVector v9 = b.mul(9f);
        FloatVector v10 = b.mul(10f);
        FloatVector v11 = b.mul(11f);
        for (int i = 0; i < TURNS; i++) {
            v0 = v0.fma(b, c);
            v1 = v1.fma(b, c);
            v2 = v2.fma(b, c);
            v3 = v3.fma(b, c);
            v4 = v4.fma(b, c);
            v5 = v5.fma(b, c);
            v6 = v6.fma(b, c);
            v7 = v7.fma(b, c);
            v8 = v8.fma(b, c);
            v9 = v9.fma(b, c);
            v10 = v10.fma(b, c);
            v11 = v11.fma(b, c);
        }
        FloatVector low = v0.add(v1).add(v2).add(v3).add(v4).add(v5);
        return low.add(v6).add(v7).add(v8).add(v9).add(v10).add(v11).lane(0);
    }
}
