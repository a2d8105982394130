// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.train;

import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.op.Ops;

/**
 * What update rules have in common.
 *
 * @param g creates nodes
 * @param count the number of the update, from 1
 */
record Rule(Ops g, Expr count) {
    /** The smallest float that is normal. */
    private static final double LEAST = Float.MIN_NORMAL;

    Node times(Node x, double factor) {
        return g.mul(x, g.constant(factor));
    }

    /** {@code g + decay w}. */
    Node decayed(Node gradient, Node weight, double decay) {
        return decay == 0 ? gradient : g.add(gradient, times(weight, decay));
    }

    /** {@code w - lr u}. */
    Node descend(Node weight, Schedule lr, Node direction) {
        return g.sub(weight, g.mul(scalar(lr.at(count)), direction));
    }

    /** {@code share old + (1 - share) now}. */
    Node blend(double share, Node old, Node now) {
        return g.add(times(old, share), times(now, 1 - share));
    }

    /**
     * A memory of gradients, 0 where almost nothing is left. Where gradients stay zero (behind a relu that is never open) it decays
     * to a subnormal number so small that rounding keeps it there, and processors take a hundred times as long to multiply with one.
     */
    Node settled(Node memory) {
        return g.where(g.less(g.abs(memory), g.constant(LEAST)), g.constant(0), memory);
    }

    /** The same of a mean of squares whose root divides a step, if eps is there to divide by. */
    Node settled(Node squares, double eps) {
        return eps > 0 ? settled(squares) : squares;
    }

    /** {@code 1 - beta^t}, in double. */
    Expr correction(double beta) {
        return Schedule.number(1).minus(Expr.call(Fn.POW, Schedule.number(beta), count));
    }

    /** The one value in the first update, the other in all later ones. */
    Node firstOrLater(Expr first, Expr later) {
        return scalar(count.equalTo(Schedule.number(1)).select(first, later));
    }

    /** A number that the step computes once. */
    Node scalar(Expr value) {
        return value instanceof Expr.Num constant ? g.constant(constant.value()) : g.stepScalar(value);
    }
}
