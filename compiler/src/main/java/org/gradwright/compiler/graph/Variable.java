// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;

/**
 * A value that lives from step to step and is saved with the model.
 *
 * @param initialiser as the language writes it: {@code glorot_uniform}, {@code normal(0.02)}, {@code values(1, 2)}
 */
public record Variable(Kind kind, String path, Shape shape, String initialiser) implements Leaf {
    /** Who changes the value. */
    public enum Kind {
        /** Trained. */
        PARAMETER,
        /** Changed by the model's own {@code next}. */
        STATE,
        /** Belongs to an optimiser: moments, averages. */
        OPTIMISER
    }

    public Variable {
        if (!shape.isKnown()) {
            throw new TypeError(path + " : real" + shape + " must have a known shape");
        }
    }

    @Override
    public String name() {
        return switch (kind) {
            case PARAMETER -> "param";
            case STATE -> "state";
            case OPTIMISER -> "slot";
        };
    }

    @Override
    public String attributes() {
        return " " + path + " = " + initialiser;
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return TensorType.real(shape);
    }
}
