// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import org.gradwright.compiler.graph.Origin;

/**
 * A fault at its line.
 *
 * @param fact the numbers that show it
 */
public record Finding(Fault fault, Origin origin, String fact) {
    /** {@code model.graph:7}, as far as known. */
    public String place() {
        return origin.line() == 0 ? origin.file() : origin.file() + ":" + origin.line();
    }
}
