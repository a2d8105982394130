// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.bench;

import org.gradwright.compiler.plan.Work;

/**
 * What one kernel does, in which time, and in which time this machine could do it at best.
 *
 * @param line of the model; 0 when unknown
 * @param vectors whether it runs on vectors
 * @param nanos the median of its times
 * @param arithmeticNanos that its operations need at this machine's peak
 * @param memoryNanos that its bytes need at this machine's bandwidth
 */
public record KernelTime(
        String name, int line, boolean vectors, Work work, double nanos, double arithmeticNanos, double memoryNanos) {
    static KernelTime of(
            String name, int line, boolean vectors, Work work, double nanos, Machine machine, boolean isDouble) {
        double arithmetic = 1e9 * work.operations() / machine.flops(isDouble);
        double memory = 1e9 * work.bytes() / machine.bandwidth(work.bytes());
        return new KernelTime(name, line, vectors, work, nanos, arithmetic, memory);
    }

    /** Billions of operations a second. */
    public double gigaflops() {
        return nanos == 0 ? 0 : work.operations() / nanos;
    }

    /** Billions of bytes a second. */
    public double gigabytes() {
        return nanos == 0 ? 0 : work.bytes() / nanos;
    }

    /** The lower of the two roofs: arithmetic, else memory. */
    public boolean isBoundByArithmetic() {
        return arithmeticNanos >= memoryNanos;
    }

    /** How near to its roof: the time that the machine needs at least, over the time taken. */
    public double fractionOfPeak() {
        return nanos == 0 ? 0 : Math.max(arithmeticNanos, memoryNanos) / nanos;
    }
}
