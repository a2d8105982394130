// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operators that can be imported. */
final class Operators {
    private static final Map<String, Operator> ONNX = Stream.of(
                    Elementwise.ALL,
                    Activations.ALL,
                    Reductions.ALL,
                    Shapes.ALL,
                    Slicing.ALL,
                    Selections.ALL,
                    Scattering.ALL,
                    Sources.ALL,
                    Products.ALL,
                    Windows.ALL,
                    Pooling.ALL,
                    Resizing.ALL,
                    Normalisations.ALL,
                    Losses.ALL,
                    Recurrence.ALL,
                    Control.ALL)
            .flatMap(table -> table.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Operators() {}

    /** The operator of a domain; nothing when it is not supported. */
    static Optional<Operator> named(String domain, String name) {
        return switch (domain) {
            case "" -> Optional.ofNullable(ONNX.get(name));
            case Training.DOMAIN -> Optional.ofNullable(Training.ALL.get(name));
            default -> Optional.empty();
        };
    }
}
