// SPDX-License-Identifier: Apache-2.0
package org.example.online;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads a stream of measurements, predicts each before it looks, and learns from it. It goes on where it stopped the last time.
 *
 * <p>Input: a line for each reading, {@code load,temperature,power}.
 */
public final class Watch {
    private static final int REPORT_EVERY = 1_000;

    private final Power power;
    private final PrintStream out;
    private double error;

    private Watch(Power power, PrintStream out) {
        this.power = power;
        this.out = out;
    }

    /** @param args the file that keeps what was learned */
    public static void main(String[] args) throws IOException {
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            run(in.lines(), Path.of(args[0]), System.out);
        }
    }

    static void run(Stream<String> readings, Path memory, PrintStream out) {
        try (Power power = Files.exists(memory) ? Power.load(memory) : Power.create(1)) {
            var watch = new Watch(power, out);
            readings.forEach(watch::see);
            power.save(memory);
        }
    }

    private void see(String reading) {
        String[] fields = reading.split(",");
        float[] x = {Float.parseFloat(fields[0]), Float.parseFloat(fields[1])};
        float[] measured = {Float.parseFloat(fields[2])};
        error += Math.abs(power.y(x)[0] - measured[0]);
        power.step(x, measured);
        if (power.steps() % REPORT_EVERY == 0) {
            out.printf(Locale.ROOT, "%6d readings, off by %.3f kW%n", power.steps(), error / REPORT_EVERY);
            error = 0;
        }
    }
}
