// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;

/** The free sizes that a project fixes: each graph gets those that it has. */
final class FixedDims {
    private final BuildSettings settings;
    private final Map<GraphFile, Set<String>> names = new LinkedHashMap<>();

    /** Reads which dimensions the graphs have, if the project fixes any. */
    FixedDims(BuildSettings settings, List<GraphFile> graphs) {
        this.settings = settings;
        if (!settings.dims().isEmpty()) {
            graphs.forEach(graph -> names.put(graph, names(graph)));
        }
    }

    private Set<String> names(GraphFile graph) {
        return Language.dimensions(graph.path(), graph.name(), settings.options(graph.folder()));
    }

    /** What the project says about one of the graphs. */
    Options options(GraphFile graph) {
        Options options = settings.options(graph.folder());
        for (Map.Entry<String, Long> dim : settings.dims().entrySet()) {
            if (names.get(graph).contains(dim.getKey())) {
                options = options.withSize(dim.getKey(), dim.getValue());
            }
        }
        return options;
    }

    /** @throws IllegalArgumentException when no graph has a dimension of a name that the project fixes */
    void requireUsed() {
        var known = new TreeSet<String>();
        names.values().stream().flatMap(Collection::stream).forEach(known::add);
        for (String name : settings.dims().keySet()) {
            if (!names.isEmpty() && !known.contains(name)) {
                throw new IllegalArgumentException(
                        "`dims` fixes `" + name + "`, and no graph has a dimension of that name: "
                                + (known.isEmpty() ? "they have none" : "they have " + String.join(", ", known)));
            }
        }
    }
}
