// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Optimiser;

/** The optimisers by their names in the language; settings that are not given have PyTorch's defaults. */
public final class Optimisers {
    /** All names: each is a case of {@link #create}. */
    public static final List<String> NAMES = List.of("sgd", "adam", "adamw", "rmsprop", "adagrad", "adadelta", "lion");

    private Optimisers() {}

    /**
     * An optimiser. A setting's value is a {@link Number}, a {@link Boolean} or, for {@code lr}, a {@link Schedule}.
     *
     * @throws IllegalArgumentException for an unknown name or setting, with the nearest one as a suggestion, or a value out
     *     of range
     */
    public static Optimiser create(String name, Map<String, Object> settings) {
        var given = new Settings(name, settings);
        Optimiser optimiser =
                switch (name) {
                    case "sgd" -> Sgd.of(given);
                    case "adam" -> Adam.of(given);
                    case "adamw" -> AdamW.of(given);
                    case "rmsprop" -> RmsProp.of(given);
                    case "adagrad" -> Adagrad.of(given);
                    case "adadelta" -> Adadelta.of(given);
                    case "lion" -> Lion.of(given);
                    default -> throw Settings.unknown("optimiser", name, NAMES);
                };
        given.requireAllUsed();
        return optimiser;
    }

    /** The optimiser with one setting changed. @throws IllegalArgumentException as {@link #create} */
    public static Optimiser with(Optimiser optimiser, String setting, Object value) {
        var settings = new LinkedHashMap<>(optimiser.settings());
        if (!settings.containsKey(setting)) {
            throw Settings.unknown("setting of " + optimiser.name(), setting, settings.keySet());
        }
        settings.put(setting, value);
        return create(optimiser.name(), settings);
    }
}
