// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;

/**
 * What a buffer holds.
 *
 * @param path of the input, variable, constant or result; the node's description for a temporary
 * @param node gives the type
 * @param count how many elements it holds: those of the node, unless only some of them are in memory at a time
 */
public record BufferInfo(Buffer buffer, Kind kind, String path, Node node, Size count) {
    /** Holds all elements of a node. */
    public BufferInfo(Buffer buffer, Kind kind, String path, Node node) {
        this(buffer, kind, path, node, node.shape().count());
    }

    /** Who owns the memory and how long its content lives. */
    public enum Kind {
        /** The caller's array. */
        INPUT,
        /** Lives from step to step. */
        VARIABLE,
        /** Filled once, when the model is created. */
        CONSTANT,
        /** One scalar that stays readable after the program. */
        RESULT,
        /** Handed out at the end of the program. */
        OUTPUT,
        /** From its first write to its last read. */
        TEMPORARY
    }
}
