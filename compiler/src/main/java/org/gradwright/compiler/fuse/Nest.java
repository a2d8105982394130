// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.kernel.Buffer;

/**
 * A group with all that its loops are written from, in whichever form.
 *
 * @param buffers where the values of nodes are read
 * @param targets where each unit writes
 * @param kept the nodes that are in memory
 * @param flat whether one loop over all elements does, without a division to find an element's place
 */
record Nest(Group group, Map<Node, Buffer> buffers, Map<Unit, List<Buffer>> targets, Set<Node> kept, boolean flat) {
    /** The nest of a group. */
    static Nest of(Group group, Map<Node, Buffer> buffers, Map<Unit, List<Buffer>> targets, Set<Node> kept) {
        var nest = new Nest(group, buffers, targets, kept, false);
        boolean flat = group.isFlat() && !Divisions.in(nest.scalars().flat(Indices.outer(0)));
        return new Nest(group, buffers, targets, kept, flat);
    }

    /** Writes elements one by one. */
    Tile scalars() {
        return new Tile(this, false, false, Optional.empty(), Optional.empty(), 1);
    }

    /** Where a unit writes. */
    List<Buffer> targets(Unit unit) {
        return targets.getOrDefault(unit, List.of());
    }

    /** Whether computing an element twice gives the same: nothing that is written is read. */
    boolean isIdempotent() {
        var read = new HashSet<Buffer>();
        group.readNodes().forEach(n -> read.add(buffers.get(n)));
        return group.units().stream().flatMap(u -> targets(u).stream()).noneMatch(read::contains);
    }
}
