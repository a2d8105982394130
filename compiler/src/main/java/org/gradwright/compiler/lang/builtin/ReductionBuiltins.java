// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** Functions that make one number of many. */
final class ReductionBuiltins {
    private ReductionBuiltins() {}

    private interface Reduction {
        Node of(Ops ops, Node x, List<Integer> axes, boolean keep);
    }

    static List<Builtin> all() {
        List<Builtin> all = new ArrayList<>();
        all.add(reduction("sum", true, Ops::sum));
        all.add(reduction("mean", true, Ops::mean));
        all.add(reduction("max", false, Ops::max));
        all.add(reduction("min", false, Ops::min));
        all.add(reduction("prod", false, Ops::prod));
        all.add(reduction("norm", false, Ops::norm));
        all.add(reduction("logsumexp", false, Ops::logsumexp));
        all.add(Builtin.of("var(x, axis = none, keep = false, correction = 0)", ReductionBuiltins::variance));
        all.add(Builtin.of("argmax(x, axis = -1, keep = false)", a -> extreme(a, true)));
        all.add(Builtin.of("argmin(x, axis = -1, keep = false)", a -> extreme(a, false)));
        return all;
    }

    private static Builtin reduction(String name, boolean countsConditions, Reduction reduction) {
        return Builtin.of(name + "(x, axis = none, keep = false)", a -> {
            Node x = countsConditions && a.node("x").type().element() == Element.BOOL ? a.node("x") : a.real("x");
            return a.tensor(reduction.of(a.ops(), x, a.axes("axis", x), a.flag("keep")));
        });
    }

    private static Value variance(Arguments a) {
        Node x = a.real("x");
        return a.tensor(a.ops().var(x, a.axes("axis", x), a.flag("keep"), a.number("correction")));
    }

    private static Value extreme(Arguments a, boolean largest) {
        Node x = a.real("x");
        int axis = a.axis("axis", x);
        boolean keep = a.flag("keep");
        return a.tensor(largest ? a.ops().argmax(x, axis, keep) : a.ops().argmin(x, axis, keep));
    }
}
