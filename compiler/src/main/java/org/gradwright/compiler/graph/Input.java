// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;

/** A value that the caller passes with each step. */
public record Input(String path, TensorType type) implements Leaf {
    @Override
    public String name() {
        return "input";
    }

    @Override
    public String attributes() {
        return " " + path;
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return type;
    }
}
