// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.diagnostic.Span;

/** What the outside will know of the model by name. */
public final class Registry {
    private final Map<String, Entry> inputs = new LinkedHashMap<>();
    private final Map<String, Entry> variables = new LinkedHashMap<>();
    private final Map<String, Entry> outputs = new LinkedHashMap<>();
    private final Map<String, Entry> metrics = new LinkedHashMap<>();
    private final Map<String, Entry> next = new LinkedHashMap<>();

    /** A node, and the place in the model that made it known. */
    public record Entry(Node node, Span span) {}

    /** Inputs by name. Declarations add to it. */
    public Map<String, Entry> inputs() {
        return inputs;
    }

    /** Parameters and states by path. Declarations add to it. */
    public Map<String, Entry> variables() {
        return variables;
    }

    /** Outputs by name. Declarations add to it. */
    public Map<String, Entry> outputs() {
        return outputs;
    }

    /** Metrics by name. Declarations add to it. */
    public Map<String, Entry> metrics() {
        return metrics;
    }

    /** The next values of states by path. Assignments add to it. */
    public Map<String, Entry> next() {
        return next;
    }

    /** The parameter or state of a path. */
    public Optional<Entry> variable(String path) {
        return Optional.ofNullable(variables.get(path));
    }

    /** The nodes of some entries in order. */
    public static List<Node> nodes(Map<String, Entry> entries) {
        return entries.values().stream().map(Entry::node).toList();
    }

    /** The nodes of some entries by name, in order. */
    public static Map<String, Node> byName(Map<String, Entry> entries) {
        var nodes = new LinkedHashMap<String, Node>();
        entries.forEach((name, entry) -> nodes.put(name, entry.node()));
        return nodes;
    }
}
