// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Code;

/** Finds the kernels that were written for groups like those of a program, and gives them the program's memory. */
final class Twins {
    /**
     * What was written once.
     *
     * @param memory that the kernel needs beside what its units read and write
     * @param computed the nodes whose model lines it computes
     * @param split how it is computed in parts, if it can be
     */
    record Twin(Likeness likeness, Code code, List<Memory> memory, Set<Node> computed, Optional<Split> split) {}

    /** Memory for so many elements that come from a node. */
    record Memory(Buffer buffer, Node node, Size count) {}

    private final WrittenCode written;
    private final BiFunction<Node, Size, Buffer> allocator;
    private List<Memory> memory = new ArrayList<>();

    /**
     * @param written what this and other programs have so far
     * @param allocator gives a node memory for so many elements
     */
    Twins(WrittenCode written, BiFunction<Node, Size, Buffer> allocator) {
        this.written = written;
        this.allocator = allocator;
    }

    /** The kernel of groups that are alike, if there is one. */
    Optional<Twin> of(Likeness likeness) {
        return written.of(likeness);
    }

    /** Memory for the kernel that is being written. */
    Buffer memory(Node node, Size count) {
        Buffer buffer = allocator.apply(node, count);
        memory.add(new Memory(buffer, node, count));
        return buffer;
    }

    /** A kernel has been written. */
    void add(Likeness likeness, Code code, Set<Node> computed, Optional<Split> split) {
        Set<Buffer> used = code.buffers();
        memory.removeIf(m -> !used.contains(m.buffer()));
        written.add(new Twin(likeness, code, memory, computed, split));
        memory = new ArrayList<>();
    }

    /** The nodes of groups that stand for those that a kernel was written from. */
    static List<Node> nodes(Twin twin, Likeness like) {
        return twin.computed().stream()
                .map(n -> like.nodes().get(twin.likeness().nodes().indexOf(n)))
                .toList();
    }

    /** From the buffers of a kernel's code to those of groups that are like it; what it needs beside them is new. */
    Map<Buffer, Buffer> buffers(Twin twin, Likeness like) {
        var buffers = new HashMap<Buffer, Buffer>();
        for (int i = 0; i < like.buffers().size(); i++) {
            buffers.put(twin.likeness().buffers().get(i), like.buffers().get(i));
        }
        for (Memory needed : twin.memory()) {
            Node node = like.nodes().get(twin.likeness().nodes().indexOf(needed.node()));
            buffers.put(needed.buffer(), allocator.apply(node, needed.count()));
        }
        return buffers;
    }
}
