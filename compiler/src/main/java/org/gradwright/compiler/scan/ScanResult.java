// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.TensorType;

/**
 * What a loop leaves behind: a carried value after the last turn, or all that was emitted in a place.
 *
 * @param last whether it is a carried value
 * @param index the number of the carried value, or the place among the emitted ones
 */
public record ScanResult(boolean last, int index, TensorType type) implements PartOfLoop {
    @Override
    public String name() {
        return last ? "scan_last" : "scan_stack";
    }

    @Override
    public String attributes() {
        return "[index=" + index + "]";
    }

    @Override
    public ScanResult fix(Map<String, ? extends Number> sizes) {
        return new ScanResult(
                last, index, new TensorType(type.element(), type.shape().fix(sizes)));
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return type;
    }
}
