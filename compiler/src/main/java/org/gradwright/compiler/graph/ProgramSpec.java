// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one program of the generated class has to compute.
 *
 * @param name a Java identifier: {@code step}, {@code evaluate}, {@code predict}
 * @param results scalars that stay readable after the program: the loss and the metrics
 * @param outputs tensors that the program hands out
 * @param next new values of variables, by path
 */
public record ProgramSpec(String name, Map<String, Node> results, Map<String, Node> outputs, Map<String, Node> next) {
    public ProgramSpec {
        results = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(results));
        outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        next = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(next));
    }

    /** All nodes that somebody asks for; updates in reverse, so that the last layer's come first. */
    public List<Node> roots() {
        var roots = new ArrayList<Node>(results.values());
        roots.addAll(outputs.values());
        var updates = new ArrayList<>(next.values());
        java.util.Collections.reverse(updates);
        roots.addAll(updates);
        return roots;
    }

    /** The same with its nodes replaced. */
    public ProgramSpec rewritten(Rewriter rewriter) {
        rewriter.apply(roots());
        return new ProgramSpec(name, rewriter.apply(results), rewriter.apply(outputs), rewriter.apply(next));
    }
}
