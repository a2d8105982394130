// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.TensorType;

/**
 * A placeholder for a node that is put in its place before anything is computed: the cotangent in a custom gradient,
 * the direction of a derivative. Every hole is equal to itself only, so that no two are merged.
 */
public final class Hole implements Leaf {
    private final String path;
    private final TensorType type;

    /** @param path for printing */
    public Hole(String path, TensorType type) {
        this.path = path;
        this.type = type;
    }

    @Override
    public String name() {
        return "hole";
    }

    @Override
    public String attributes() {
        return " " + path;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Hole fix(Map<String, ? extends Number> sizes) {
        var fixed = new TensorType(type.element(), type.shape().fix(sizes));
        return fixed.equals(type) ? this : new Hole(path, fixed);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return type;
    }

    @Override
    public String toString() {
        return "hole " + path;
    }
}
