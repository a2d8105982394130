// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.diagnostic.Span;

/** What the outside will know of the model by name. */
final class Registry {
    private final Map<String, Entry> inputs = new LinkedHashMap<>();
    private final Map<String, Entry> variables = new LinkedHashMap<>();
    private final Map<String, Entry> outputs = new LinkedHashMap<>();
    private final Map<String, Entry> metrics = new LinkedHashMap<>();
    private final Map<String, Entry> next = new LinkedHashMap<>();

    /** A node, and the place in the model that made it known. */
    record Entry(Node node, Span span) {}

    Map<String, Entry> inputs() {
        return inputs;
    }

    /** Parameters and states by path. */
    Map<String, Entry> variables() {
        return variables;
    }

    Map<String, Entry> outputs() {
        return outputs;
    }

    Map<String, Entry> metrics() {
        return metrics;
    }

    /** The next values of states by path. */
    Map<String, Entry> next() {
        return next;
    }

    Optional<Entry> variable(String path) {
        return Optional.ofNullable(variables.get(path));
    }

    static List<Node> nodes(Map<String, Entry> entries) {
        return entries.values().stream().map(Entry::node).toList();
    }

    static Map<String, Node> byName(Map<String, Entry> entries) {
        var nodes = new LinkedHashMap<String, Node>();
        entries.forEach((name, entry) -> nodes.put(name, entry.node()));
        return nodes;
    }
}
