// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reduce;

/** Stable forms of quotients of exponentials: the sigmoid and the softmax written out. */
final class QuotientForms {
    private final StableForms forms;

    QuotientForms(StableForms forms) {
        this.forms = forms;
    }

    /** Of a quotient; null without one. */
    Node form(Node node) {
        var g = Ops.at(node.origin());
        if (Match.is(node, "reciprocal")) {
            return reciprocal(node.input(0), g);
        }
        if (Match.is(node, "pow") && Match.isNumber(node.input(1), -1)) {
            return reciprocal(node.input(0), g);
        }
        if (!Match.is(node, "div")) {
            return null;
        }
        if (Match.isNumber(node.input(0), 1)) {
            return reciprocal(node.input(1), g);
        }
        return forms.is(node.input(0), "exp") ? quotient(forms.argument(node.input(0), 0), node.input(1), g) : null;
    }

    /** Of {@code 1 / (1 + exp(w))}. */
    private Node reciprocal(Node divisor, Ops g) {
        Node w = exponentBesideOne(divisor);
        return w == null ? null : g.sigmoid(forms.negated(w, g));
    }

    /** Of {@code exp(u) / divisor}. */
    private Node quotient(Node u, Node divisor, Ops g) {
        Node w = exponentBesideOne(divisor);
        if (w != null) {
            return Match.same(u, w) ? g.sigmoid(u) : null;
        }
        SumOfExponentials sum = SumOfExponentials.find(divisor, forms);
        return sum != null && Match.same(u, sum.exponent()) && !sum.isShifted(forms) ? softmax(u, sum, g) : null;
    }

    /** The largest exponent cancels, so no gradient needs to pass through it. */
    private static Node softmax(Node u, SumOfExponentials sum, Ops g) {
        Reduce reduce = sum.reduce();
        Node largest = g.stopGradient(g.max(u, reduce.axes(), true));
        Node exponentials = g.exp(g.sub(u, largest));
        return g.div(exponentials, sum.moved(g.sum(exponentials, reduce.axes(), reduce.keep())));
    }

    /** The w of {@code 1 + exp(w)}; null for anything else. */
    private Node exponentBesideOne(Node sum) {
        if (!forms.is(sum, "add")) {
            return null;
        }
        Node a = forms.argument(sum, 0);
        Node b = forms.argument(sum, 1);
        if (Match.isNumber(a, 1) && forms.is(b, "exp")) {
            return forms.argument(b, 0);
        }
        return Match.isNumber(b, 1) && forms.is(a, "exp") ? forms.argument(a, 0) : null;
    }
}
