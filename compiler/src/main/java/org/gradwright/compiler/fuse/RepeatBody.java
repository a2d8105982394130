// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.List;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.scan.Scan;
import org.gradwright.compiler.scan.ScanKey;

/**
 * What each turn of a loop computes, as a graph of its own. Compared by identity.
 *
 * @param scan the loop
 * @param carried the leaves that stand for what the turn before handed on
 * @param next what this turn hands on, in the same order
 * @param emits what it emits
 * @param captured the leaves that stand for values from outside
 */
record RepeatBody(Scan scan, List<Node> carried, List<Node> next, List<Node> emits, List<Node> captured) {
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    Size turns() {
        return scan.turns();
    }

    /** The loops in which the body is computed. */
    Set<ScanKey> level() {
        var level = new java.util.LinkedHashSet<>(scan.key().around());
        level.add(scan.key());
        return level;
    }
}
