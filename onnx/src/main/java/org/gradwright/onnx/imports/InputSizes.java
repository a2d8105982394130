// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.lang.diagnostic.Suggestions;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.ValueInfo;

/** The sizes of inputs: known, free under a name of the network, or free in the file and fixed by the caller. */
final class InputSizes {
    private final Map<String, Long> fixed;
    private final UnaryOperator<String> fresh;
    private final Map<String, Object> free = new LinkedHashMap<>();

    /** @param fresh a name of the network for one of the file */
    InputSizes(Map<String, Long> fixed, UnaryOperator<String> fresh) {
        this.fixed = fixed;
        this.fresh = fresh;
    }

    /** For each axis a number or a name of the network. @throws OnnxException when the input has no declared shape */
    Object[] of(ValueInfo input) {
        List<ValueInfo.Dimension> dims =
                input.dims().orElseThrow(() -> new OnnxException("input `" + input.name() + "` has no declared shape"));
        var sizes = new ArrayList<>();
        for (int axis = 0; axis < dims.size(); axis++) {
            ValueInfo.Dimension dim = dims.get(axis);
            String name = dim.name().isEmpty() ? input.name() + "_" + axis : dim.name();
            sizes.add(dim.isKnown() ? (Object) dim.size() : free.computeIfAbsent(name, this::size));
        }
        return sizes.toArray();
    }

    private Object size(String name) {
        return fixed.containsKey(name) ? (Object) fixed.get(name) : fresh.apply(name);
    }

    /** @throws OnnxException when the caller fixes a size that no input has */
    void requireKnown() {
        for (String name : fixed.keySet()) {
            if (!free.containsKey(name)) {
                throw new OnnxException("no free size is called `" + name + "`; "
                        + Suggestions.closest(name, free.keySet())
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse(
                                        free.isEmpty()
                                                ? "there is none"
                                                : "there are " + String.join(", ", free.keySet())));
            }
        }
    }
}
