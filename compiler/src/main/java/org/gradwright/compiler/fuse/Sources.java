// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Nominal;

/** What is in memory of what an element of a node is computed from at the same place, and the work from there. */
final class Sources {
    /** What is so many times smaller, one number a row or one row, is read from a register or the first cache. */
    private static final double FEW = 8;

    private final Node node;
    private final Set<Node> kept;
    private final Map<Node, OwnWork> own;
    private final Set<Node> tensors = Nodes.identitySet();
    private double work;
    private boolean isNear = true;

    /** @param kept the nodes in memory */
    Sources(Node node, Set<Node> kept, Map<Node, OwnWork> own) {
        this.node = node;
        this.kept = kept;
        this.own = own;
        compute(node);
    }

    /** Whether there is one tensor as large as the node, and nothing else that is not much smaller. */
    boolean isOneTensor() {
        return isNear && tensors.size() == 1;
    }

    /** The cost of one element, the sources given. */
    double work() {
        return work;
    }

    private void compute(Node value) {
        work += own.get(value).work();
        value.inputs().stream().filter(i -> !i.shape().count().is(1)).forEach(this::read);
    }

    private void read(Node value) {
        boolean same = value.shape().count().equals(node.shape().count());
        if (kept.contains(value) && same) {
            tensors.add(value);
        } else if (kept.contains(value)) {
            isNear &= Nominal.count(value.shape()) * FEW <= Nominal.count(node.shape());
        } else if (isNear && same && isInPlace(value)) {
            compute(value);
        } else {
            isNear = false;
        }
    }

    private boolean isInPlace(Node value) {
        OwnWork its = own.get(value);
        boolean alias = value.operation().lowering(value) instanceof Lowering.Alias;
        return its.isVirtualCandidate() && (alias || !its.isView());
    }
}
