// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.LinkedHashSet;
import java.util.Set;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.Suggestions;

/** The settings of {@code fit}, which the command line's options may replace. */
public record FitSettings(int batch, int epochs, long seed, double test) {
    private static final int BATCH = 32;
    private static final int EPOCHS = 1;
    private static final long SEED = 1;

    /** @throws DiagnosticException when a setting is unknown or its value impossible */
    public static FitSettings of(Model model, ExampleAxis axis) {
        var diagnostics = new Diagnostics();
        Set<String> known = new LinkedHashSet<>(Set.of("batch", "epochs", "seed", "test"));
        axis.size().ifPresent(known::add);
        model.fit().forEach((name, fit) -> check(name, fit, known, diagnostics));
        diagnostics.throwIfErrors();
        double batch =
                axis.size().flatMap(model::fit).or(() -> model.fit("batch")).orElse((double) BATCH);
        return new FitSettings(
                (int) batch,
                model.fit("epochs").map(Double::intValue).orElse(EPOCHS),
                model.fit("seed").map(Double::longValue).orElse(SEED),
                model.fit("test").orElse(0.0));
    }

    private static void check(String name, Model.Fit fit, Set<String> known, Diagnostics diagnostics) {
        if (!known.contains(name)) {
            String all = String.join(", ", known.stream().sorted().toList());
            diagnostics.add(Diagnostic.error("G0506", fit.span(), "`fit` has no setting `" + name + "`")
                    .help(Suggestions.closest(name, known)
                            .map(near -> "did you mean `" + near + "`?")
                            .orElse("it has " + all)));
        } else if (!isPossible(name, fit.value())) {
            diagnostics.add(Diagnostic.error("G0506", fit.span(), "`" + name + "` must be " + need(name)));
        }
    }

    private static boolean isPossible(String name, double value) {
        return switch (name) {
            case "test" -> value > 0 && value < 1;
            case "seed" -> value == Math.rint(value) && Math.abs(value) < 1L << 53;
            default -> value == (int) value && value >= 1;
        };
    }

    private static String need(String name) {
        return switch (name) {
            case "test" -> "a part between 0 and 1";
            case "seed" -> "a whole number";
            default -> "a whole number of at least 1";
        };
    }

    /** The same with what the command line says instead; null says nothing. */
    public FitSettings or(Integer newBatch, Integer newEpochs, Long newSeed) {
        return new FitSettings(
                newBatch == null ? batch : newBatch,
                newEpochs == null ? epochs : newEpochs,
                newSeed == null ? seed : newSeed,
                test);
    }
}
