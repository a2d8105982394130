// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Einsum;
import org.gradwright.compiler.op.Sorting;

/** Functions that follow or make an order along an axis, and Einstein's summation. */
final class OrderBuiltins {
    private OrderBuiltins() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("cumsum(x, axis = -1, reverse = false, exclusive = false)", OrderBuiltins::cumulativeSum),
                Builtin.of(
                        "cumprod(x, axis = -1)",
                        a -> a.tensor(a.ops().cumprod(a.real("x"), a.axis("axis", a.real("x"))))),
                Builtin.of("sort(x, axis = -1, descending = false)", a -> sorted(a, a.flag("descending"), whole(a))),
                Builtin.of(
                        "argsort(x, axis = -1, descending = false)",
                        a -> a.tensor(order(a, a.flag("descending"), whole(a)))),
                Builtin.of("top_k(x, k, axis = -1)", a -> sorted(a, true, a.size("k"))),
                Builtin.of("arg_top_k(x, k, axis = -1)", a -> a.tensor(order(a, true, a.size("k")))),
                Builtin.of("einsum(equation, operands)", OrderBuiltins::einsum));
    }

    private static Value cumulativeSum(Arguments a) {
        Node x = a.real("x");
        return a.tensor(a.ops().cumsum(x, a.axis("axis", x), a.flag("reverse"), a.flag("exclusive")));
    }

    private static Size whole(Arguments a) {
        Node x = a.real("x");
        return x.shape().size(a.axis("axis", x));
    }

    private static Node order(Arguments a, boolean descending, Size count) {
        Node x = a.real("x");
        int axis = a.axis("axis", x);
        Size left = x.shape().size(axis).minus(count);
        if (count.is(0) || left.isKnown() && left.known() < 0) {
            throw a.wrong("k", "a number from 1 to " + x.shape().size(axis));
        }
        return Sorting.with(a.ops()).order(x, axis, count, descending);
    }

    private static Value sorted(Arguments a, boolean descending, Size count) {
        Node x = a.real("x");
        return a.tensor(a.ops().takeAlong(x, order(a, descending, count), a.axis("axis", x)));
    }

    private static Value einsum(Arguments a) {
        if (!(a.value("equation") instanceof Value.Text equation)) {
            throw a.wrong("equation", "a text such as \"bij,bjk->bik\"");
        }
        return a.tensor(Einsum.of(a.ops(), equation.text(), a.nodes("operands")));
    }
}
