// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradwright.cli.FitSettings;
import org.gradwright.cli.data.TrainAndTest;
import org.gradwright.cli.train.Material;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Optimiser;
import org.gradwright.compiler.graph.Training;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.TrainingStep;

/** What a model was trained with, in words. */
public final class Settings {
    private Settings() {}

    /**
     * By name, in the order in which they are shown.
     *
     * @param command the arguments of the command line
     */
    public static Map<String, String> of(TrainingStep model, Material material, List<String> command) {
        Graph graph = material.graph();
        FitSettings fit = material.fit();
        TrainAndTest data = material.data();
        var settings = new LinkedHashMap<String, String>();
        settings.put("command", "gradwright " + String.join(" ", command));
        int parameters = model.parameters().stream().mapToInt(Parameter::size).sum();
        settings.put(
                "parameters",
                number(parameters) + " in " + model.description().precision().text());
        settings.put(
                "examples",
                number(data.train().count())
                        + data.test()
                                .map(t -> ", and " + number(t.count()) + " to test with")
                                .orElse(""));
        settings.put("batch", number(fit.batch()));
        settings.put("epochs", number(fit.epochs()));
        settings.put("seed", Long.toString(fit.seed()));
        graph.trainings()
                .forEach(t -> settings.put(graph.trainings().size() == 1 ? "train" : "train " + t.label(), of(t)));
        settings.put("Java", Runtime.version().toString());
        return settings;
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Each optimiser that trains some parameters, and what is done to the gradients. */
    private static String of(Training training) {
        var text = new StringBuilder(training.optimisers().values().stream()
                .map(Settings::of)
                .distinct()
                .collect(Collectors.joining("; ")));
        training.clipNorm().ifPresent(c -> text.append("; clip_norm(").append(c).append(')'));
        training.clipValue()
                .ifPresent(c -> text.append("; clip_value(").append(c).append(')'));
        training.average().ifPresent(d -> text.append("; average(").append(d).append(')'));
        return training.accumulate() > 1 ? text + "; accumulate(" + training.accumulate() + ")" : text.toString();
    }

    private static String of(Optimiser optimiser) {
        return optimiser.settings().entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.joining(", ", optimiser.name() + "(", ")"));
    }
}
