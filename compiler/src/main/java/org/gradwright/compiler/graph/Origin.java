// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

/**
 * Where in the model a node comes from.
 *
 * @param file the model file's name; empty for a graph built in code
 * @param line 1-based; 0 when unknown
 * @param column 1-based; 0 when unknown
 * @param statement the text of the model's line, for comments in generated source; may be empty
 */
public record Origin(String file, int line, int column, String statement) {
    /** Of nodes that no model line wrote. */
    public static final Origin NONE = new Origin("", 0, 0, "");

    /** {@code file:line:column}, as far as known. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
