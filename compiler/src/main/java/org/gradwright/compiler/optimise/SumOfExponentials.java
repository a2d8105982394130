// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.StopGradient;

/**
 * A sum of exponentials, perhaps reshaped or broadcast afterwards.
 *
 * @param exponent what is exponentiated
 * @param movements the nodes between the sum and its use, innermost first
 */
record SumOfExponentials(Node exponent, Reduce reduce, List<Node> movements) {
    /** The one that a node is; null if it is none. */
    static SumOfExponentials find(Node node, StableForms forms) {
        var movements = new ArrayList<Node>();
        Node core = forms.inside(node);
        while (Match.moves(core) && !forms.isOpaque(core)) {
            movements.add(0, core);
            core = forms.inside(core.input(0));
        }
        boolean sums =
                !forms.isOpaque(core) && Match.reduction(core, Reduce.Kind.SUM).isPresent();
        return sums && forms.is(core.input(0), "exp")
                ? new SumOfExponentials(forms.argument(core.input(0), 0), (Reduce) core.operation(), movements)
                : null;
    }

    /** Another value in the place of the sum. */
    Node moved(Node other) {
        Node moved = other;
        for (Node movement : movements) {
            moved = Match.withFirst(movement, moved);
        }
        return moved;
    }

    /** Whether the exponents are at most 0 by construction: something less its maximum, perhaps times a number. */
    boolean isShifted(StableForms forms) {
        Node u = exponent;
        while (forms.is(u, "mul") && (isPositive(forms.argument(u, 0)) || isPositive(forms.argument(u, 1)))) {
            u = forms.argument(u, isPositive(forms.argument(u, 0)) ? 1 : 0);
        }
        return forms.is(u, "sub") && isMaximum(forms.argument(u, 1), forms);
    }

    private static boolean isPositive(Node node) {
        return Match.number(node).orElse(-1) >= 0;
    }

    private static boolean isMaximum(Node node, StableForms forms) {
        Node core = forms.inside(node);
        while (Match.moves(core) || core.operation() instanceof StopGradient || Match.is(core, "where")) {
            core = forms.inside(core.input(Match.is(core, "where") ? 1 : 0));
        }
        return Match.reduction(core, Reduce.Kind.MAX).isPresent();
    }
}
