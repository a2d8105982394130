// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.call;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.syntax.Formal;
import org.gradwright.compiler.lang.syntax.TypeSyntax;

/** What is said of an argument with too many or too few axes. */
final class RankMessages {
    private RankMessages() {}

    static Diagnostic wrongRank(Formal formal, TypeSyntax type, Node node, Span span, Context inside) {
        String callee = inside.frame().callee().orElseThrow().name();
        Diagnostic error = Diagnostic.error(
                        "G0210",
                        span,
                        "`" + callee + "` takes " + Formals.text(formal) + ", rank "
                                + type.sizes().size())
                .label(node.type() + ", rank " + node.shape().rank());
        return error.help(remedy(type, node, span.text()));
    }

    private static String remedy(TypeSyntax type, Node node, String text) {
        int wanted = type.sizes().size();
        List<Size> sizes = node.shape().sizes();
        if (wanted == 4
                && sizes.size() == 2
                && sizes.get(1).isKnown()
                && isSquare(sizes.get(1).known())) {
            long pixels = sizes.get(1).known();
            long side = Math.round(Math.sqrt(pixels));
            return "`reshape(" + text + ", [" + sizes.get(0) + ", 1, " + side + ", " + side + "])` has the same "
                    + pixels + " elements";
        }
        if (wanted == sizes.size() + 1) {
            return "for one axis more write `new` where it belongs: `" + text + "[new, ...]`";
        }
        return wanted > sizes.size()
                ? "give it the axes with `reshape`"
                : "drop axes with an index, a reduction or `reshape`";
    }

    private static boolean isSquare(long number) {
        long root = Math.round(Math.sqrt(number));
        return root * root == number;
    }

    /** An axis in words: {@code first}, {@code last}, {@code third}. */
    static String ordinal(int axis, int rank) {
        if (axis == rank - 1) {
            return "last";
        }
        return switch (axis) {
            case 0 -> "first";
            case 1 -> "second";
            case 2 -> "third";
            default -> (axis + 1) + "th";
        };
    }
}
