// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Measures one workload by the protocol of a comparison between programs: 101 steps with the losses of steps 0, 1, 10 and
 * 100 noted, a warm-up, then blocks of steps timed. Prints one line: {@code RESULT,name,workload,threads,median_us,
 * p10_us,p90_us,steps,loss0,loss1,loss10,loss100,start_to_first_step_s}.
 */
public final class Ours {
    private static final int NOTED_STEPS = 101;

    private Ours() {}

    /**
     * {@code WORKLOAD THREADS}; a step uses one thread whatever is asked for. The environment gives {@code PEERS_DATA}, the
     * folder of the numbers, {@code PEERS_T0}, when the process was started, in seconds of the epoch, {@code PEERS_WARM_S}
     * and {@code PEERS_TIME_S}, seconds to warm up and to measure.
     */
    public static void main(String[] args) {
        try {
            requireArguments(args);
            System.out.println(run(args[0], Integer.parseInt(args[1])));
        } catch (RuntimeException e) {
            System.err.println("ours: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void requireArguments(String[] args) {
        if (args.length != 2 || !args[1].matches("[1-9][0-9]*")) {
            throw new IllegalArgumentException("give a workload and a number of threads, such as: ours W5b32 1");
        }
    }

    private static String run(String name, int threads) {
        Optional<Path> data = Optional.ofNullable(System.getenv("PEERS_DATA")).map(Path::of);
        TrainingLoop loop = TrainingLoop.of(Workload.named(name), threads, data);
        var losses = new float[NOTED_STEPS];
        boolean quiet = loop.dropsOut();
        float before = quiet ? loop.lossWithoutDropout() : 0;
        losses[0] = loop.step();
        double sinceStart = System.currentTimeMillis() / 1e3 - setting("PEERS_T0", Double.NaN);
        for (int i = 1; i < NOTED_STEPS; i++) {
            losses[i] = loop.step();
        }
        if (quiet) {
            losses[0] = before;
            losses[NOTED_STEPS - 1] = loop.lossWithoutDropout();
        }
        var last = new float[1];
        var time =
                Measurement.of(() -> last[0] = loop.step(), setting("PEERS_WARM_S", 1.5), setting("PEERS_TIME_S", 1.5));
        requireFinite(last[0]);
        return line(name, threads, time, losses, sinceStart);
    }

    private static double setting(String variable, double absent) {
        String text = System.getenv(variable);
        return text == null || text.isEmpty() ? absent : Double.parseDouble(text);
    }

    private static void requireFinite(float loss) {
        if (!Float.isFinite(loss)) {
            throw new IllegalStateException("the loss is " + loss + " after the measurement");
        }
    }

    private static String line(String name, int threads, Measurement time, float[] losses, double sinceStart) {
        String noted = Arrays.stream(new int[] {0, 1, 10, 100})
                .mapToObj(i -> String.format(Locale.ROOT, "%.6f", losses[i]))
                .collect(Collectors.joining(","));
        return String.format(
                Locale.ROOT,
                "RESULT,ours,%s,%d,%.3f,%.3f,%.3f,%d,%s,%.3f",
                name,
                threads,
                time.median(),
                time.tenth(),
                time.ninetieth(),
                time.steps(),
                noted,
                sinceStart);
    }
}
