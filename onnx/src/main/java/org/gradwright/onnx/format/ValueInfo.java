// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.format;

import java.util.List;
import java.util.Optional;

/**
 * The declaration of an input or output.
 *
 * @param type undefined for a value that is no tensor or has no declared type
 * @param dims absent when the rank is not declared
 */
public record ValueInfo(String name, ElementType type, Optional<List<Dimension>> dims) {
    /** A size: known, a name, or neither. */
    public record Dimension(long size, String name) {
        /** A known size. */
        public static Dimension of(long size) {
            return new Dimension(size, "");
        }

        /** A size that runs under a name. */
        public static Dimension named(String name) {
            return new Dimension(-1, name);
        }

        public boolean isKnown() {
            return size >= 0;
        }
    }
}
