// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.OptionalDouble;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;

/** Rules of pointwise operations; each answers null where it does not apply. */
final class ArithmeticRules {
    /** Factors whose product leaves this range could overflow or vanish where the separate ones do not. */
    private static final double SMALLEST_PRODUCT = 1e-30;

    private static final double LARGEST_PRODUCT = 1e30;

    private ArithmeticRules() {}

    /** {@code x + 0, x - 0, x * 1, x / 1, where(true, x, y), 2 + 3, ...}: whatever constants leave of an operation. */
    static Node neutral(Node node, Ops g) {
        if (!(node.operation() instanceof Pointwise op)
                || node.inputs().stream().noneMatch(n -> Match.number(n).isPresent())) {
            return null;
        }
        Node simple = g.pointwise(op, node.inputs().toArray(Node[]::new));
        return simple.operation().equals(op) && simple.inputs().equals(node.inputs()) ? null : simple;
    }

    /** {@code --x, a + -b, a - -b, -a + b, -(a - b), -a * -b}. */
    static Node sign(Node node, Ops g) {
        if (Match.is(node, "neg")) {
            return negated(node.input(0), g);
        }
        if (Match.is(node, "add")) {
            Node a = node.input(0);
            Node b = node.input(1);
            return isNegative(b) ? g.sub(a, b.input(0)) : isNegative(a) ? g.sub(b, a.input(0)) : null;
        }
        if (Match.is(node, "sub")) {
            return isNegative(node.input(1))
                    ? g.add(node.input(0), node.input(1).input(0))
                    : null;
        }
        boolean product = Match.is(node, "mul") || Match.is(node, "div");
        return product && isNegative(node.input(0)) && isNegative(node.input(1))
                ? g.pointwise(
                        (Pointwise) node.operation(),
                        node.input(0).input(0),
                        node.input(1).input(0))
                : null;
    }

    private static Node negated(Node x, Ops g) {
        if (isNegative(x)) {
            return x.input(0);
        }
        return Match.is(x, "sub") ? g.sub(x.input(1), x.input(0)) : null;
    }

    private static boolean isNegative(Node node) {
        return Match.is(node, "neg");
    }

    /** {@code x * -1, -x * c, -(x * c), (x * c) * d}, and division by a power of two, whose reciprocal is exact. */
    static Node scale(Node node, Ops g) {
        if (Match.is(node, "div")) {
            return quotient(node.input(0), Match.number(node.input(1)), g);
        }
        if (Match.is(node, "neg")) {
            return scaled(node.input(0), -1, g);
        }
        if (!Match.is(node, "mul")) {
            return null;
        }
        OptionalDouble right = Match.number(node.input(1));
        OptionalDouble factor = right.isPresent() ? right : Match.number(node.input(0));
        Node x = right.isPresent() ? node.input(0) : node.input(1);
        return factor.isEmpty() ? null : factor.getAsDouble() == -1 ? g.neg(x) : scaled(x, factor.getAsDouble(), g);
    }

    private static Node quotient(Node x, OptionalDouble divisor, Ops g) {
        boolean exact = divisor.isPresent() && isPowerOfTwo(Math.abs(divisor.getAsDouble()));
        return exact ? g.mul(x, g.constant(1 / divisor.getAsDouble())) : null;
    }

    /** Of single precision too, and with a reciprocal that is not subnormal there. */
    private static boolean isPowerOfTwo(double value) {
        return value > 0x1p-120 && value < 0x1p120 && value == Math.scalb(1.0, Math.getExponent(value));
    }

    /** {@code x * factor} where x is itself negated or multiplied by a number. */
    private static Node scaled(Node x, double factor, Ops g) {
        if (isNegative(x) && factor != -1) {
            return g.mul(x.input(0), g.constant(-factor));
        }
        if (!Match.is(x, "mul")) {
            return null;
        }
        int at = Match.number(x.input(1)).isPresent() ? 1 : 0;
        double product = Match.number(x.input(at)).orElse(Double.NaN) * factor;
        boolean safe = Math.abs(product) >= SMALLEST_PRODUCT && Math.abs(product) <= LARGEST_PRODUCT;
        return safe ? g.mul(x.input(1 - at), g.constant(product)) : null;
    }

    /** {@code x * x, x^2, x^1, x^-1}. */
    static Node power(Node node, Ops g) {
        if (Match.is(node, "mul")) {
            return node.input(0) == node.input(1) ? g.square(node.input(0)) : null;
        }
        if (!Match.is(node, "pow")) {
            return null;
        }
        Node x = node.input(0);
        double exponent = Match.number(node.input(1)).orElse(Double.NaN);
        return exponent == 2 ? g.square(x) : exponent == 1 ? x : exponent == -1 ? g.reciprocal(x) : null;
    }

    /** {@code where(c, x, x), where(not c, a, b)}. */
    static Node choice(Node node, Ops g) {
        if (!(node.operation() instanceof Pointwise op) || !op.name().startsWith("where")) {
            return null;
        }
        if (node.input(1) == node.input(2)) {
            return node.input(1);
        }
        Node condition = node.input(0);
        return Match.is(condition, "not") ? g.pointwise(op, condition.input(0), node.input(2), node.input(1)) : null;
    }
}
