// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
                    Draws.ALL,
                    Products.ALL,
                    Attention.ALL,
                    Rotation.ALL,
                    Sampling.ALL,
                    Grids.ALL,
                    Windows.ALL,
                    Pooling.ALL,
                    Resizing.ALL,
                    Normalisations.ALL,
                    Losses.ALL,
                    Recurrence.ALL,
                    Sequences.ALL,
                    Control.ALL)
            .flatMap(table -> table.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** What is never computed while importing: large tensors of nothing, and what is drawn anew in each step. */
    static final Set<String> NOT_FOLDED = Stream.concat(Stream.of("ConstantOfShape"), Draws.ALL.keySet().stream())
            .collect(Collectors.toUnmodifiableSet());

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
