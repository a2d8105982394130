// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Constant;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Reshape;

/** Powers of values, multiplied. */
final class Monomial {
    static final Monomial ONE = new Monomial(new IdentityHashMap<>());

    private final Map<Node, Integer> powers;

    private Monomial(Map<Node, Integer> powers) {
        this.powers = powers;
    }

    /** A value by itself; a single number in any shape counts as that number. */
    static Monomial of(Node node) {
        Node core = node;
        while ((core.operation() instanceof BroadcastTo || core.operation() instanceof Reshape)
                && core.input(0).shape().count().is(1)) {
            core = core.input(0);
        }
        var powers = new IdentityHashMap<Node, Integer>();
        powers.put(core, 1);
        return new Monomial(powers);
    }

    /** The one number that all elements of a node are. */
    static OptionalDouble number(Node node) {
        Node core = node;
        while (core.operation() instanceof BroadcastTo || core.operation() instanceof Reshape) {
            core = core.input(0);
        }
        return core.operation() instanceof Constant c && core.type().isReal()
                ? OptionalDouble.of(c.value())
                : OptionalDouble.empty();
    }

    boolean isOne() {
        return powers.isEmpty();
    }

    /** The product with a power of another one. */
    Monomial times(Monomial other, int exponent) {
        var product = new IdentityHashMap<>(powers);
        other.powers.forEach((node, power) -> product.merge(node, exponent * power, Integer::sum));
        product.values().removeIf(power -> power == 0);
        return new Monomial(product);
    }

    /** The powers of some of the values. */
    Monomial part(Predicate<Node> which) {
        var part = new IdentityHashMap<Node, Integer>();
        powers.forEach((node, power) -> {
            if (which.test(node)) {
                part.put(node, power);
            }
        });
        return new Monomial(part);
    }

    /** What both have as factors or as divisors. */
    Monomial common(Monomial other) {
        var common = new IdentityHashMap<Node, Integer>();
        powers.forEach((node, power) -> {
            int theirs = other.powers.getOrDefault(node, 0);
            if (Integer.signum(power) == Integer.signum(theirs)) {
                common.put(node, Integer.signum(power) * Math.min(Math.abs(power), Math.abs(theirs)));
            }
        });
        return new Monomial(common);
    }

    /** As a node: single numbers first, then the rest; what divides comes last. */
    Node node(Ops g, double coefficient) {
        Node over = product(g, 1);
        Node under = product(g, -1);
        Node scaled = over == null
                ? g.constant(coefficient)
                : coefficient == 1 ? over : coefficient == -1 ? g.neg(over) : g.mul(g.constant(coefficient), over);
        return under == null ? scaled : g.div(scaled, under);
    }

    private Node product(Ops g, int sign) {
        return powers.entrySet().stream()
                .filter(e -> e.getValue() * sign > 0)
                .sorted(Comparator.comparing((Map.Entry<Node, Integer> e) ->
                                e.getKey().shape().count().is(1) ? 0 : 1)
                        .thenComparing(e -> e.getKey().toString()))
                .map(e -> power(g, e.getKey(), Math.abs(e.getValue())))
                .reduce(g::mul)
                .orElse(null);
    }

    private static Node power(Ops g, Node base, int exponent) {
        return exponent == 1 ? base : exponent == 2 ? g.square(base) : g.pow(base, g.constant(exponent));
    }

    /** Values compare by identity. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Monomial m
                && m.powers.size() == powers.size()
                && powers.entrySet().stream().allMatch(e -> e.getValue().equals(m.powers.get(e.getKey())));
    }

    @Override
    public int hashCode() {
        return powers.entrySet().stream()
                .mapToInt(e -> System.identityHashCode(e.getKey()) * e.getValue())
                .sum();
    }
}
