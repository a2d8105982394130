// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.inspect;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.op.StepScalar;

/** The nodes that a program computes, as they were when kernels were made of them: which kernel computes each, and what for. */
final class ProgramGraph {
    /** What a node is computed for. */
    enum Phase {
        LEAF,
        FORWARD,
        BACKWARD,
        UPDATE
    }

    private final KernelProgram program;
    private final List<Node> nodes;
    private final Map<Node, Integer> kernels = new IdentityHashMap<>();
    private final Set<Node> forward = Nodes.identitySet();
    private final Set<Node> update = Nodes.identitySet();

    ProgramGraph(KernelProgram program) {
        this.program = program;
        nodes = Nodes.topological(
                program.buffers().values().stream().map(BufferInfo::node).toList());
        forward.addAll(Nodes.topological(program.buffers().values().stream()
                .filter(info -> info.kind() == BufferInfo.Kind.RESULT || info.kind() == BufferInfo.Kind.OUTPUT)
                .map(BufferInfo::node)
                .toList()));
        findUpdate();
        findKernels();
    }

    /** All that depends on an optimiser's memory or on the number of the step, and the new values of variables. */
    private void findUpdate() {
        for (Node node : nodes) {
            if (begins(node) || node.inputs().stream().anyMatch(update::contains)) {
                update.add(node);
            }
        }
        program.buffers().values().stream()
                .filter(info -> info.kind() == BufferInfo.Kind.VARIABLE)
                .forEach(info -> update.add(info.node()));
    }

    private static boolean begins(Node node) {
        boolean isSlot = node.operation() instanceof Variable variable && variable.kind() == Variable.Kind.OPTIMISER;
        return isSlot || node.operation() instanceof StepScalar;
    }

    /** What is in memory is computed by the kernel that writes it; anything else where the first of its readers is. */
    private void findKernels() {
        List<Kernel> all = program.kernels();
        for (int k = 0; k < all.size(); k++) {
            for (Buffer buffer : all.get(k).writes()) {
                kernels.putIfAbsent(program.buffers().get(buffer).node(), k);
            }
        }
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Integer kernel = kernels.get(nodes.get(i));
            if (kernel != null) {
                nodes.get(i).inputs().stream()
                        .filter(input -> !isLeaf(input))
                        .forEach(input -> kernels.merge(input, kernel, (own, other) -> own));
            }
        }
    }

    private static boolean isLeaf(Node node) {
        return node.operation() instanceof Leaf || node.inputs().isEmpty();
    }

    KernelProgram program() {
        return program;
    }

    /** Each after its inputs. */
    List<Node> nodes() {
        return nodes;
    }

    /** The number of the kernel that computes a node; -1 for a leaf. */
    int kernel(Node node) {
        return isLeaf(node) ? -1 : kernels.getOrDefault(node, -1);
    }

    Phase phase(Node node) {
        if (isLeaf(node)) {
            return Phase.LEAF;
        }
        if (forward.contains(node)) {
            return Phase.FORWARD;
        }
        return update.contains(node) ? Phase.UPDATE : Phase.BACKWARD;
    }

    /** The phase of most of a kernel's nodes that are in memory. */
    Phase phase(Kernel kernel) {
        return kernel.writes().stream()
                .map(buffer -> phase(program.buffers().get(buffer).node()))
                .filter(phase -> phase != Phase.LEAF)
                .findFirst()
                .orElse(Phase.FORWARD);
    }

    /** The kernels, by number, that a kernel reads from. */
    List<Integer> sources(int kernel) {
        Set<Buffer> reads = program.kernels().get(kernel).reads();
        var sources = new ArrayList<Integer>();
        for (int k = 0; k < kernel; k++) {
            if (program.kernels().get(k).writes().stream().anyMatch(reads::contains)) {
                sources.add(k);
            }
        }
        return sources;
    }
}
