// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;

/** Names kernels after the model's own variables. */
final class KernelNames {
    private static final int LINES = 12;

    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9_]+");
    private static final Pattern LAST = Pattern.compile("_+$");

    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * The name of the group's last named value, else of its first operation, with a number where it is taken; a group that
     * only updates variables is called after the first of them.
     */
    String name(Group group, Function<Unit, Optional<String>> variable) {
        boolean updates = group.units().stream().allMatch(u -> variable.apply(u).isPresent());
        if (updates) {
            return unique("update_"
                    + variable.apply(group.units().get(group.units().size() - 1))
                            .orElseThrow());
        }
        String base = group.units().get(0).node().operation().name();
        for (Unit unit : group.units()) {
            base = unit.node().name().isEmpty() ? base : unit.node().name();
        }
        return unique(base);
    }

    /** A name that no other kernel has. */
    String unique(String base) {
        String identifier = identifier(base);
        String free = identifier;
        while (!taken.add(free)) {
            free = identifier + "_" + (counts.merge(identifier, 1, Integer::sum) + 1);
        }
        return free;
    }

    /** A path as a Java identifier: {@code h[3].att.W} is {@code h_3_att_W}. */
    static String identifier(String path) {
        return LAST.matcher(OTHER.matcher(path).replaceAll("_")).replaceAll("");
    }

    /** The model lines that the nodes come from, each once, in order of computation. */
    static List<String> comment(Collection<Node> nodes) {
        var lines = new LinkedHashSet<String>();
        for (Node node : nodes) {
            Origin origin = node.origin();
            if (origin.line() > 0) {
                lines.add(origin.file() + ":" + origin.line() + "  " + origin.statement());
            }
        }
        List<String> all = List.copyOf(lines);
        return all.size() <= LINES ? all : all.subList(0, LINES);
    }

    /** The line of the group's main computation. */
    static int line(Group group) {
        List<Unit> folds = group.folds();
        Unit main = folds.isEmpty() ? group.units().get(0) : folds.get(0);
        return main.node().origin().line();
    }
}
