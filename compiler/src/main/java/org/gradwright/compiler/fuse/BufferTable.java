// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.kernel.Scalar;

/** The buffers of a program while it is being fused. */
final class BufferTable {
    private final Map<Node, Buffer> buffers = new IdentityHashMap<>();
    private final Map<Buffer, BufferInfo> infos;
    private final Map<Buffer, Node> variables = new HashMap<>();
    private final Map<Buffer, Node> demands = new LinkedHashMap<>();
    private final Map<String, Buffer> outputs = new LinkedHashMap<>();
    private final Map<String, Integer> counts;

    /** For the body of a loop in another program. */
    BufferTable(BufferTable around) {
        infos = around.infos;
        counts = around.counts;
    }

    BufferTable(ProgramSpec spec) {
        infos = new LinkedHashMap<>();
        counts = new HashMap<>();
        spec.results().forEach((name, node) -> demand(BufferInfo.Kind.RESULT, name, node));
        spec.outputs().forEach((name, node) -> outputs.put(name, demand(BufferInfo.Kind.OUTPUT, name, node)));
        spec.next().forEach((path, node) -> demand(BufferInfo.Kind.VARIABLE, path, node));
    }

    private Buffer demand(BufferInfo.Kind kind, String path, Node node) {
        Buffer buffer = create(kind, path, node);
        demands.put(buffer, node);
        return buffer;
    }

    private Buffer create(BufferInfo.Kind kind, String path, Node node) {
        Buffer buffer = new Buffer(prefix(kind) + path, kind == BufferInfo.Kind.CONSTANT ? Scalar.REAL : type(node));
        infos.putIfAbsent(buffer, new BufferInfo(buffer, kind, path, node));
        return buffer;
    }

    /** Kinds have name spaces of their own: an output may be called like the input that it returns. */
    private static String prefix(BufferInfo.Kind kind) {
        return switch (kind) {
            case INPUT, VARIABLE, CONSTANT -> "";
            case RESULT -> "result ";
            case OUTPUT -> "output ";
            case TEMPORARY -> "";
        };
    }

    private static Scalar type(Node node) {
        return node.type().element() == Element.REAL ? Scalar.REAL : Scalar.INT;
    }

    /** Asks for a node in a buffer at the end. */
    void demand(Buffer buffer, Node node) {
        demands.put(buffer, node);
    }

    /** The buffer of a leaf whose next value will overwrite it. */
    void carried(Node leaf, Buffer buffer) {
        buffers.put(leaf, buffer);
        variables.put(buffer, leaf);
    }

    /** What must be in which buffer at the end. */
    Map<Buffer, Node> demands() {
        return demands;
    }

    Map<String, Buffer> outputs() {
        return outputs;
    }

    Map<Node, Buffer> buffers() {
        return buffers;
    }

    void put(Node node, Buffer buffer) {
        buffers.put(node, buffer);
    }

    /** The buffer of a leaf. */
    void stored(Node leaf) {
        if (buffers.containsKey(leaf)) {
            return;
        }
        BufferInfo.Kind kind = leaf.operation() instanceof Input
                ? BufferInfo.Kind.INPUT
                : leaf.operation() instanceof Variable ? BufferInfo.Kind.VARIABLE : BufferInfo.Kind.CONSTANT;
        Buffer buffer = create(kind, Fusion.path(leaf), leaf);
        buffers.put(leaf, buffer);
        if (kind == BufferInfo.Kind.VARIABLE) {
            variables.put(buffer, leaf);
        }
    }

    /** New memory for a node. */
    Buffer temporary(Node node) {
        String name = node.name().isEmpty() ? node.operation().name() : node.name();
        int count = counts.merge(name, 1, Integer::sum);
        Buffer buffer = new Buffer(name + "#" + count, type(node));
        infos.put(buffer, new BufferInfo(buffer, BufferInfo.Kind.TEMPORARY, node.toString(), node));
        return buffer;
    }

    /** New memory for so many elements that come from a node. */
    Buffer temporary(Node node, Size count) {
        Buffer buffer = temporary(node);
        shorten(buffer, count);
        return buffer;
    }

    boolean isTemporary(Buffer buffer) {
        return infos.get(buffer).kind() == BufferInfo.Kind.TEMPORARY;
    }

    /** Gives a buffer less memory: only so many elements are in it at a time. */
    void shorten(Buffer buffer, Size count) {
        infos.computeIfPresent(buffer, (b, info) -> new BufferInfo(b, info.kind(), info.path(), info.node(), count));
    }

    /** What is known of the buffers that kernels touch, in order of first use. */
    Map<Buffer, BufferInfo> used(List<Kernel> kernels) {
        var used = new LinkedHashMap<Buffer, BufferInfo>();
        kernels.forEach(k -> k.buffers().forEach(b -> used.put(b, infos.get(b))));
        return used;
    }

    /** The leaf whose memory a buffer is, if the program reads it; else null. */
    Node variable(Buffer buffer) {
        return variables.get(buffer);
    }

    /** The path of the variable whose memory a buffer is. */
    Optional<String> updatedPath(Buffer buffer) {
        BufferInfo info = infos.get(buffer);
        return info.kind() == BufferInfo.Kind.VARIABLE ? Optional.of(info.path()) : Optional.empty();
    }
}
