// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.List;
import java.util.Locale;
import org.gradwright.compiler.autodiff.Derivatives;
import org.gradwright.compiler.autodiff.Derivatives.Direction;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.value.Value;

/** Derivatives as ordinary values. */
final class DerivativeBuiltins {
    /** How many nodes a derivative has for each node that it is derived from, at least. */
    private static final int GROWTH = 2;

    private DerivativeBuiltins() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("grad(y, x)", DerivativeBuiltins::gradient),
                Builtin.of("grad_per_example(y, x)", DerivativeBuiltins::gradientPerExample),
                Builtin.of("jacobian(y, x, by = none)", DerivativeBuiltins::jacobian),
                Builtin.of("jvp(y, x, v)", DerivativeBuiltins::jvp),
                Builtin.of("hvp(y, x, v)", DerivativeBuiltins::hvp),
                Builtin.of("stop_gradient(x)", a -> a.tensor(a.ops().stopGradient(a.node("x")))));
    }

    private static Value gradient(Arguments a) {
        Node y = a.real("y");
        Node x = variable(a);
        work(a, y, 1);
        return a.tensor(Gradients.of(y, List.of(x)).get(0));
    }

    private static Value gradientPerExample(Arguments a) {
        Node y = a.real("y");
        if (y.shape().rank() == 0) {
            throw Fault.of(Diagnostic.error("G0239", a.span("y"), "`grad_per_example` takes a value for each example")
                    .label(y.type().toString())
                    .help(
                            "leave out the sum or mean over the examples: a loss such as `cross_entropy` has one value for"
                                    + " each"));
        }
        Node x = variable(a);
        work(a, y, 2);
        return a.tensor(Derivatives.perExample(y, x));
    }

    private static Value jacobian(Arguments a) {
        Node y = a.real("y");
        Node x = variable(a);
        Direction direction = a.isAbsent("by") ? Derivatives.fewer(y, x) : direction(a);
        work(a, y, direction == Direction.ROWS ? 2 : 4);
        return a.tensor(Derivatives.jacobian(y, x, direction));
    }

    private static Direction direction(Arguments a) {
        if (a.value("by") instanceof Value.Text text) {
            for (Direction direction : Direction.values()) {
                if (direction.name().toLowerCase(Locale.ROOT).equals(text.text())) {
                    return direction;
                }
            }
        }
        throw a.wrong("by", "`\"rows\"` or `\"columns\"`");
    }

    private static Value jvp(Arguments a) {
        Node y = a.real("y");
        Node x = variable(a);
        work(a, y, 2);
        return a.tensor(Derivatives.jvp(y, x, direction(a, x)));
    }

    private static Value hvp(Arguments a) {
        Node y = a.real("y");
        if (!y.type().equals(TensorType.SCALAR)) {
            throw Fault.of(Diagnostic.error("G0239", a.span("y"), "`hvp` takes the Hessian of one number")
                    .label(y.type().toString())
                    .help("write `sum(" + a.text("y") + ")`"));
        }
        Node x = variable(a);
        work(a, y, 4);
        return a.tensor(Derivatives.hvp(y, List.of(x), List.of(direction(a, x))).get(0));
    }

    private static Node variable(Arguments a) {
        if (!(a.value("x") instanceof Value.Tensor)) {
            throw a.wrong("x", "an input, a parameter or a named tensor");
        }
        return a.real("x");
    }

    private static Node direction(Arguments a, Node x) {
        Node v = a.real("v");
        if (!v.type().equals(x.type())) {
            throw Fault.of(
                    Diagnostic.error("G0239", a.span("v"), "the direction must have the shape of `" + a.text("x") + "`")
                            .label(v.type() + ", not " + x.type()));
        }
        return v;
    }

    /** A derivative of a derivative of a derivative grows fast: the limit on nodes holds before they are made. */
    private static void work(Arguments a, Node y, double times) {
        double nodes = Nodes.topological(List.of(y)).size() * times * GROWTH;
        a.session().countNodes((int) Math.min(nodes, Session.NODES + 1), a.span());
    }
}
