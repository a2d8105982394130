// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.TensorType;

/** A value from outside that the body of a loop reads. Compared by identity. */
final class Captured implements Leaf {
    private final String path;
    private final TensorType type;

    Captured(String path, TensorType type) {
        this.path = path;
        this.type = type;
    }

    @Override
    public String name() {
        return "captured";
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return type;
    }
}
