// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Rewriter;

/**
 * The simplification of a graph: the passes in order, over and over until none finds anything to do.
 *
 * <p>There is no pass for dead code: what no root depends on is not part of a graph. There is none that folds transposes
 * into products of matrices: a transpose is an index map, and the product reads its operands through it. Products are never
 * regrouped, which would change their rounding and their cost.
 */
public final class Passes {
    /** In the order in which they run. */
    public static final List<Pass> LIST = List.of(
            // What only matters to differentiation goes first, so that it separates nothing below.
            new Pass("gradient markers", GradientMarkers::erase),
            // Equal nodes become one before rules look for an operand that occurs twice.
            new Pass("common subexpressions", CommonSubexpressions::merge),
            // Once equal nodes are one, loops that differ in what they hand out show that they are the same.
            new Pass("loops", LoopRules::apply),
            // Before the rules of algebra, which may take a delicate composition apart.
            new Pass("stable forms", Stabilise::apply),
            new Pass("constant folding", ConstantFolding::fold),
            new Pass("algebra", AlgebraicRules::apply));

    /** Every pass shrinks or strictly simplifies; a graph that still changes after so many rounds shows a pass that does not. */
    private static final int MOST_ROUNDS = 32;

    private Passes() {}

    /**
     * The graph in its simplest form. To be called after differentiation: marks that only a derivative sees are erased.
     *
     * @throws IllegalStateException when the passes do not come to rest
     */
    public static Graph optimise(Graph graph) {
        List<Node> before = graph.roots();
        List<Node> after = optimise(before);
        var rewriter = new Rewriter(node -> node);
        for (int i = 0; i < before.size(); i++) {
            rewriter.keep(before.get(i), after.get(i));
        }
        return rewriter.apply(graph);
    }

    /** The roots in their simplest form, in the same order. @throws IllegalStateException as above */
    public static List<Node> optimise(List<Node> roots) {
        return settle(LIST, roots);
    }

    static List<Node> settle(List<Pass> passes, List<Node> roots) {
        List<Node> now = roots;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Node> before = now;
            for (Pass pass : passes) {
                now = run(pass, now);
            }
            if (now.equals(before)) {
                return now;
            }
        }
        throw restless(passes, now);
    }

    static List<Node> run(Pass pass, List<Node> roots) {
        List<Node> result = pass.rewrite().apply(roots);
        for (int i = 0; i < roots.size(); i++) {
            if (!result.get(i).type().equals(roots.get(i).type())) {
                throw new IllegalStateException("pass `" + pass.name() + "` turned " + roots.get(i) + " into "
                        + result.get(i) + " at " + roots.get(i).origin());
            }
        }
        return result;
    }

    private static IllegalStateException restless(List<Pass> passes, List<Node> roots) {
        var restless = new ArrayList<String>();
        for (Pass pass : passes) {
            List<Node> result = pass.rewrite().apply(roots);
            for (int i = 0; i < roots.size(); i++) {
                if (result.get(i) != roots.get(i)) {
                    restless.add("pass `" + pass.name() + "` still changes " + roots.get(i));
                }
            }
        }
        return new IllegalStateException("no rest after " + MOST_ROUNDS + " rounds: " + String.join("; ", restless));
    }
}
