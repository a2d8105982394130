// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.emit.bytecode;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A generated class.
 *
 * @param name qualified, with dots
 * @param methodSizes the length of each method's bytecode; HotSpot never compiles one of 8,000 bytes or more
 */
public record ClassFile(String name, byte[] bytes, Map<String, Integer> methodSizes) {
    public ClassFile {
        methodSizes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(methodSizes));
    }

    /** The size of the largest method. */
    public int largestMethod() {
        return methodSizes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
