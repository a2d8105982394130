// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Rewriter;

/** Writes delicate compositions in their {@link StableForms}: a user who writes the naive form gets the stable result. */
public final class Stabilise {
    private Stabilise() {}

    /** The roots in stable form, in the same order. */
    public static List<Node> apply(List<Node> roots) {
        return new Rewriter(new StableForms(Nodes.identitySet())::of).apply(roots);
    }
}
