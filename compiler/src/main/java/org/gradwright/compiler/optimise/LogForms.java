// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Ops;

/** Stable forms of logarithms; each method answers null without one. */
final class LogForms {
    /** A logarithm is taken apart this many factors and movements deep. */
    private static final int DEPTH = 8;

    private final StableForms forms;

    LogForms(StableForms forms) {
        this.forms = forms;
    }

    /** Of {@code log(a)}. */
    Node log(Node a, Ops g) {
        return log(a, g, DEPTH);
    }

    private Node log(Node a, Ops g, int depth) {
        if (forms.isOpaque(a) || depth == 0) {
            return null;
        }
        Node known = known(a, g);
        if (known != null) {
            return known;
        }
        Node scaled = scaled(a, g, depth);
        return scaled != null ? scaled : part(forms.of(a), g, depth);
    }

    /** Of the logarithms that are functions of their own. */
    private Node known(Node a, Ops g) {
        if (forms.is(a, "exp")) {
            return forms.argument(a, 0);
        }
        if (forms.is(a, "sigmoid")) {
            return g.neg(g.softplus(forms.negated(forms.argument(a, 0), g)));
        }
        if (forms.is(a, "sub")) {
            return complement(forms.argument(a, 0), forms.argument(a, 1), g);
        }
        if (forms.is(a, "add")) {
            Node sum = sum(forms.argument(a, 0), forms.argument(a, 1), g);
            return sum != null ? sum : sum(forms.argument(a, 1), forms.argument(a, 0), g);
        }
        return ofSum(a, g);
    }

    /** Of {@code log(1 + a)}. */
    Node log1p(Node a, Ops g) {
        if (forms.is(a, "exp")) {
            return g.softplus(forms.argument(a, 0));
        }
        if (forms.is(a, "expm1")) {
            return forms.argument(a, 0);
        }
        return forms.is(a, "neg") ? complement(g.constant(1), forms.argument(a, 0), g) : null;
    }

    /** Of {@code log(one - p)}. */
    private Node complement(Node one, Node p, Ops g) {
        return Match.isNumber(one, 1) && forms.is(p, "sigmoid") ? g.neg(g.softplus(forms.argument(p, 0))) : null;
    }

    /** Of {@code log(one + b)}. */
    private Node sum(Node one, Node b, Ops g) {
        if (!Match.isNumber(one, 1)) {
            return null;
        }
        Node better = log1p(b, g);
        return better != null ? better : g.log1p(b);
    }

    /** Of the logarithm of a quotient, or of a product with a number, where that of the dividend is stable. */
    private Node scaled(Node a, Ops g, int depth) {
        if (forms.is(a, "div")) {
            Node dividend = log(forms.argument(a, 0), g, depth - 1);
            return dividend == null ? null : g.sub(dividend, forms.of(g.log(forms.argument(a, 1))));
        }
        if (!forms.is(a, "mul")) {
            return null;
        }
        Node right = plusNumber(forms.argument(a, 0), forms.argument(a, 1), g, depth);
        return right != null ? right : plusNumber(forms.argument(a, 1), forms.argument(a, 0), g, depth);
    }

    private Node plusNumber(Node a, Node number, Ops g, int depth) {
        var value = Match.number(number);
        Node log = value.isPresent() && value.getAsDouble() > 0 ? log(a, g, depth - 1) : null;
        return log == null ? null : g.add(log, g.constant(Math.log(value.getAsDouble())));
    }

    /** Of the logarithm of a sum of exponentials that is not shifted yet. */
    private Node ofSum(Node a, Ops g) {
        SumOfExponentials sum = SumOfExponentials.find(a, forms);
        if (sum == null || sum.isShifted(forms)) {
            return null;
        }
        return sum.moved(
                g.logsumexp(sum.exponent(), sum.reduce().axes(), sum.reduce().keep()));
    }

    /** Of the logarithm of a part of something whose logarithm is stable. */
    private Node part(Node a, Ops g, int depth) {
        if (!Match.moves(a)) {
            return null;
        }
        Node whole = log(a.input(0), g, depth - 1);
        return whole == null ? null : Match.withFirst(a, whole);
    }
}
