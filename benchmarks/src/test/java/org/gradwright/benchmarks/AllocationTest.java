// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gradwright.runtime.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A step allocates nothing. Until the JIT has compiled a vector kernel, each vector is an object, and one that it compiles badly
 * stays so: this finds both the one and the other.
 */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double MOST_WARM_UP_NANOS = 150e9;
    private static final double QUIET_NANOS = 5e8;

    @AfterEach
    void vectorsOn() {
        System.clearProperty(Vectors.PROPERTY);
    }

    @ParameterizedTest(name = "{0}, vectors {1}, threads {2}")
    @CsvSource({
        "W1, off, 1",
        "W2b1, off, 1",
        "W2b32, off, 1",
        "W3, off, 1",
        "W4, off, 1",
        "W5b32, off, 2",
        "W6, off, 2",
        "W7, off, 1",
        "W1, on, 1",
        "W2b1, on, 1",
        "W2b32, on, 1",
        "W3, on, 1",
        "W4, on, 2",
        "W5b32, on, 1",
        "W5b32, on, 2",
        "W4, later, 1"
    })
    void aStepAllocatesNothing(String workload, String vectors, int threads) {
        System.setProperty(Vectors.PROPERTY, vectors);
        TrainingLoop loop = TrainingLoop.of(Workload.named(workload), threads, Optional.empty());
        long begin = System.nanoTime();
        long bytes = 1;
        while (bytes > 0 && System.nanoTime() - begin < MOST_WARM_UP_NANOS) {
            bytes = bytesOfManySteps(loop);
        }
        assertThat(bytes)
                .as("bytes in half a second, after %.1f s", (System.nanoTime() - begin) / 1e9)
                .isZero();
    }

    /** JDK 17 leaves objects for some vectors of W6; W7 with vectors is compiled after a minute, which is too long for a test. */
    @ParameterizedTest(name = "{0}, vectors {1}, threads {2}")
    @EnabledForJreRange(min = JRE.JAVA_21)
    @CsvSource({"W6, later, 1", "W6, later, 2"})
    void aStepOfManyVectorsAllocatesNothing(String workload, String vectors, int threads) {
        aStepAllocatesNothing(workload, vectors, threads);
    }

    private static long bytesOfManySteps(TrainingLoop loop) {
        Map<Long, Long> others = bytesOfOtherMembers();
        long before = THREADS.getCurrentThreadAllocatedBytes();
        long begin = System.nanoTime();
        do {
            loop.step();
        } while (System.nanoTime() - begin < QUIET_NANOS);
        long own = THREADS.getCurrentThreadAllocatedBytes() - before;
        return own
                + bytesOfOtherMembers().entrySet().stream()
                        .mapToLong(member -> member.getValue() - others.getOrDefault(member.getKey(), 0L))
                        .sum();
    }

    /** Of each thread that models have of their own; one of a model that is lost may end at any time. */
    private static Map<Long, Long> bytesOfOtherMembers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("gradwright-"))
                .collect(Collectors.toMap(
                        Thread::getId, thread -> Math.max(0, THREADS.getThreadAllocatedBytes(thread.getId()))));
    }
}
