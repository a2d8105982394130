// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;

/**
 * Times the objectives of ADBench (Microsoft, https://github.com/microsoft/ADBench) and their gradients by its method: the least of
 * many samples, each of as many calls as take a measurable time.
 */
public final class AdBench {
    private static final double MEASURABLE = 0.05;
    private static final double WARM_UP = 4;
    private static final double LIMIT = 4;

    private AdBench() {}

    /** Prints one line for each data file of ADBench: {@code gmm_...txt} or {@code lstm_...txt}. */
    public static void main(String[] files) throws IOException {
        System.out.println("data, objective, objective us, gradient us, ratio");
        for (String file : files) {
            Path path = Path.of(file);
            String name = path.getFileName().toString();
            AdBenchData data = AdBenchData.of(name, Files.readString(path));
            System.out.println(name + ", " + line(data));
        }
    }

    private static String line(AdBenchData data) {
        try (TrainingStep objective = compiled(data.objective());
                TrainingStep gradient = compiled(data.objective() + data.gradients())) {
            double value = ((double[]) objective.predictWith(data.inputs())[0])[0];
            double alone = seconds(objective, data.inputs());
            double both = seconds(gradient, data.inputs());
            return String.format(Locale.ROOT, "%.10g, %.2f, %.2f, %.2f", value, alone * 1e6, both * 1e6, both / alone);
        }
    }

    private static TrainingStep compiled(String text) {
        return Compiler.compile(
                        Language.parse("adbench.graph", text, Options.NONE).graph(), CompileOptions.DEFAULT)
                .load()
                .create(1);
    }

    private static double seconds(TrainingStep step, Object[] inputs) {
        time(step, inputs, WARM_UP);
        int repetitions = 1;
        while (repeat(step, inputs, repetitions) < MEASURABLE) {
            repetitions *= 2;
        }
        double least = Double.POSITIVE_INFINITY;
        long begin = System.nanoTime();
        while (since(begin) < LIMIT) {
            least = Math.min(least, repeat(step, inputs, repetitions) / repetitions);
        }
        return least;
    }

    private static void time(TrainingStep step, Object[] inputs, double seconds) {
        long begin = System.nanoTime();
        while (since(begin) < seconds) {
            step.predictWith(inputs);
        }
    }

    private static double repeat(TrainingStep step, Object[] inputs, int repetitions) {
        long begin = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
            step.predictWith(inputs);
        }
        return since(begin);
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }
}
