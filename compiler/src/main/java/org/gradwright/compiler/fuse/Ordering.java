// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwright.compiler.graph.Node;

/**
 * Orders groups so that each comes after those that it reads, and after those that still read the old value of a variable
 * that it overwrites.
 */
final class Ordering {
    private final List<Group> groups;
    private final Map<Node, Group> writers = new LinkedHashMap<>();
    private final Map<Node, Set<Group>> readers = new LinkedHashMap<>();
    private final Map<Group, Set<Group>> before = new LinkedHashMap<>();
    private final Map<Group, Set<Group>> after = new HashMap<>();

    Ordering(List<Group> groups) {
        this.groups = groups;
        for (Group group : groups) {
            group.units().stream().filter(u -> !u.copy()).forEach(u -> writers.put(u.node(), group));
            group.readNodes().forEach(n -> readersOf(n).add(group));
        }
        for (Group group : groups) {
            var earlier = new LinkedHashSet<Group>();
            group.earlierNodes().stream()
                    .map(writers::get)
                    .filter(g -> g != null && g != group)
                    .forEach(earlier::add);
            before.put(group, earlier);
            earlier.forEach(g -> after(g).add(group));
        }
    }

    private Set<Group> after(Group group) {
        return after.computeIfAbsent(group, g -> new LinkedHashSet<>());
    }

    private Set<Group> readersOf(Node node) {
        return readers.computeIfAbsent(node, n -> new LinkedHashSet<>());
    }

    /** The group that computes a node, if any does. */
    Optional<Group> writer(Node node) {
        return Optional.ofNullable(writers.get(node));
    }

    /** Whether no other group reads a node. */
    boolean isOnlyReader(Group reader, Node node) {
        return readersOf(node).equals(Set.of(reader));
    }

    /** Whether a group may as well run just before a later one: no group between them must come after it. */
    boolean canWait(Group group, Group later, List<Group> order) {
        return order.subList(order.indexOf(group) + 1, order.indexOf(later)).stream()
                .noneMatch(between -> before.get(between).contains(group));
    }

    /** Whether a node is read outside the group that computes it. */
    boolean isReadElsewhere(Node node, Group group) {
        return readersOf(node).stream().anyMatch(g -> g != group);
    }

    /**
     * Asks that a group overwrites a variable only when nobody needs the old value any more.
     *
     * @return false when that cannot be had, as for two states that swap: then the order is as before
     */
    boolean overwrite(Group writer, Node variable) {
        if (!writer.readsInPlace(variable)) {
            return false;
        }
        List<Group> others =
                readersOf(variable).stream().filter(g -> g != writer).toList();
        if (comesAfter(others, writer)) {
            return false;
        }
        before.get(writer).addAll(others);
        others.forEach(g -> after(g).add(writer));
        return true;
    }

    /** Whether one of some groups comes after another. Few come after what updates a variable, many before. */
    private boolean comesAfter(List<Group> groups, Group earlier) {
        var open = new ArrayDeque<Group>(List.of(earlier));
        var seen = new HashSet<Group>(open);
        while (!open.isEmpty()) {
            Group group = open.pop();
            if (groups.contains(group)) {
                return true;
            }
            after(group).stream().filter(seen::add).forEach(open::push);
        }
        return false;
    }

    private record Visit(Group group, Iterator<Group> earlier) {}

    /** The groups in order. */
    List<Group> order() {
        var order = new ArrayList<Group>();
        var entered = new LinkedHashSet<Group>();
        var stack = new ArrayDeque<Visit>();
        for (Group root : groups) {
            enter(root, entered, stack);
            while (!stack.isEmpty()) {
                if (stack.peek().earlier().hasNext()) {
                    enter(stack.peek().earlier().next(), entered, stack);
                } else {
                    order.add(stack.pop().group());
                }
            }
        }
        return order;
    }

    private void enter(Group group, Set<Group> entered, ArrayDeque<Visit> stack) {
        if (entered.add(group)) {
            stack.push(new Visit(group, before.get(group).iterator()));
        }
    }
}
