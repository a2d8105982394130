// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Transpose;
import org.gradwright.compiler.optimise.CommonSubexpressions;

/**
 * Multiplies expressions out, gathers equal terms and takes common factors out again, as in
 * {@code c (1 - y) p - c y (1 - p) = c (p - y)}. It is algebra for readers: the compiler never does this, since it changes
 * how numbers are rounded.
 */
final class Polynomials {
    /** More terms than this are left alone. */
    private static final int MOST_TERMS = 24;

    private final Map<Monomial, Double> terms = new LinkedHashMap<>();

    private Polynomials() {}

    /** The same value, shorter where algebra makes it so. */
    static Node simplified(Node root) {
        Node plain = CommonSubexpressions.merge(List.of(new Rewriter(Polynomials::rewritten).apply(root)))
                .get(0);
        Node shorter = new Rewriter(Polynomials::shortened).apply(plain);
        Node pulled =
                Scaling.pulled(CommonSubexpressions.merge(List.of(shorter)).get(0));
        return new Rewriter(Polynomials::turned).apply(pulled);
    }

    /** sigmoid(-z) = 1 - sigmoid(z), and a choice between a value and 0 is that value times a truth. */
    private static Node rewritten(Node node) {
        var g = Ops.at(node.origin());
        if (is(node, "sigmoid") && is(node.input(0), "neg")) {
            return g.sub(g.constant(1), g.sigmoid(node.input(0).input(0)));
        }
        boolean orZero = is(node, "where") && Monomial.number(node.input(2)).orElse(1) == 0;
        return orZero ? g.mul(g.toReal(node.input(0)), node.input(1)) : node;
    }

    /** (A B')' = B A'. */
    private static Node turned(Node node) {
        if (!(node.operation() instanceof Transpose)
                || !(node.input(0).operation() instanceof MatMul)
                || node.shape().rank() != 2) {
            return node;
        }
        var g = Ops.at(node.origin());
        Node a = node.input(0).input(0);
        Node b = node.input(0).input(1);
        return g.matmul(turnedBack(g, b), turnedBack(g, a));
    }

    private static Node turnedBack(Ops g, Node x) {
        return x.operation() instanceof Transpose ? x.input(0) : g.transposeLast(x);
    }

    private static Node shortened(Node node) {
        boolean isArithmetic = is(node, "add") || is(node, "sub") || is(node, "mul") || is(node, "neg");
        if (!isArithmetic || !node.type().isReal()) {
            return node;
        }
        Polynomials sum = of(node);
        Node rebuilt = sum == null ? null : sum.factored(node);
        return rebuilt != null && Simplifier.cost(rebuilt, Set.of()) < Simplifier.cost(node, Set.of()) ? rebuilt : node;
    }

    private static boolean is(Node node, String name) {
        return node.operation() instanceof Pointwise op && op.name().equals(name);
    }

    /** Null for one that has too many terms. */
    private static Polynomials of(Node node) {
        OptionalDouble number = Monomial.number(node);
        if (number.isPresent()) {
            return single(Monomial.ONE, number.getAsDouble());
        } else if (is(node, "add")) {
            return sum(of(node.input(0)), of(node.input(1)), 1);
        } else if (is(node, "sub")) {
            return sum(of(node.input(0)), of(node.input(1)), -1);
        } else if (is(node, "neg")) {
            return sum(new Polynomials(), of(node.input(0)), -1);
        } else if (is(node, "mul")) {
            return product(of(node.input(0)), of(node.input(1)));
        } else if (is(node, "div")) {
            return quotient(of(node.input(0)), node.input(1));
        }
        return single(Monomial.of(node), 1);
    }

    private static Polynomials single(Monomial monomial, double coefficient) {
        var sum = new Polynomials();
        sum.add(monomial, coefficient);
        return sum;
    }

    private void add(Monomial monomial, double coefficient) {
        terms.merge(monomial, coefficient, Double::sum);
        terms.values().removeIf(c -> c == 0);
    }

    private static Polynomials sum(Polynomials a, Polynomials b, double sign) {
        if (a == null || b == null) {
            return null;
        }
        var sum = new Polynomials();
        a.terms.forEach(sum::add);
        b.terms.forEach((m, c) -> sum.add(m, sign * c));
        return sum.terms.size() > MOST_TERMS ? null : sum;
    }

    private static Polynomials product(Polynomials a, Polynomials b) {
        if (a == null || b == null || a.terms.size() * b.terms.size() > MOST_TERMS) {
            return null;
        }
        var product = new Polynomials();
        a.terms.forEach((m, c) -> b.terms.forEach((n, d) -> product.add(m.times(n, 1), c * d)));
        return product;
    }

    /** What divides is a factor of its own unless it is one term. */
    private static Polynomials quotient(Polynomials a, Node divisor) {
        Polynomials b = of(divisor);
        if (a == null || b == null || b.terms.isEmpty()) {
            return null;
        }
        boolean one = b.terms.size() == 1;
        Monomial by = one ? b.terms.keySet().iterator().next() : Monomial.of(divisor);
        double number = one ? b.terms.values().iterator().next() : 1;
        var quotient = new Polynomials();
        a.terms.forEach((m, c) -> quotient.add(m.times(by, -1), c / number));
        return quotient;
    }

    /** The common factor times what remains. */
    private Node factored(Node like) {
        var g = Ops.at(like.origin());
        if (terms.isEmpty()) {
            return g.zerosLike(like);
        }
        Monomial common = terms.keySet().stream().reduce(Monomial::common).orElseThrow();
        double scale = scale();
        Node rest = null;
        for (var term : ordered()) {
            double coefficient = term.getValue() / scale;
            Node part = term.getKey().times(common, -1).node(g, Math.abs(coefficient));
            rest = rest == null
                    ? coefficient < 0 ? g.neg(part) : part
                    : coefficient < 0 ? g.sub(rest, part) : g.add(rest, part);
        }
        Node factor = common.node(g, scale);
        Node all = common.isOne() && scale == 1 ? rest : g.mul(factor, rest);
        return all.shape().count().equals(like.shape().count())
                ? g.reshape(all, like.shape())
                : g.broadcastTo(all, like.shape());
    }

    /** What is added comes before what is taken away. */
    private List<Map.Entry<Monomial, Double>> ordered() {
        var ordered = new ArrayList<>(terms.entrySet());
        double sign = Math.signum(scale());
        ordered.sort(Comparator.comparing(e -> e.getValue() * sign < 0));
        return ordered;
    }

    /** A coefficient that all share but for the sign, which is positive where one term is. */
    private double scale() {
        double size = Math.abs(terms.values().iterator().next());
        boolean shared = terms.values().stream().allMatch(c -> Math.abs(c) == size);
        boolean negative = terms.values().stream().allMatch(c -> c < 0);
        return (shared ? size : 1) * (negative ? -1 : 1);
    }
}
