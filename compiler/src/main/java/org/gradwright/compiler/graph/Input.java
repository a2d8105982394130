// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;
import java.util.Map;

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
    public Input fix(Map<String, ? extends Number> sizes) {
        return new Input(path, new TensorType(type.element(), type.shape().fix(sizes)));
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return type;
    }
}
