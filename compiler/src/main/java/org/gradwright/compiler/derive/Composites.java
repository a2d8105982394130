// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Slice;
import org.gradwright.compiler.op.StopGradient;
import org.gradwright.compiler.op.Windows;

/** Finds composite operations in a graph, and takes them apart again. */
final class Composites {
    private Composites() {}

    /** The nodes with each composition that has a name of its own as one node. */
    static List<Node> found(List<Node> roots) {
        return new Rewriter(Composites::found).apply(roots);
    }

    /** The nodes by the compiler's operations. */
    static List<Node> expanded(List<Node> roots) {
        return new Rewriter(node -> node.operation() instanceof Composite c ? c.expanded(node) : node).apply(roots);
    }

    /**
     * Sums drop the axes that they sum and get them back by a reshape, and what is then done with single numbers is done
     * before that: so a mean is one value, whether its axes are kept or not.
     */
    static List<Node> withoutKeptAxes(List<Node> roots) {
        return new Rewriter(Composites::withoutKeptAxes).apply(roots);
    }

    private static Node withoutKeptAxes(Node node) {
        var g = Ops.at(node.origin());
        if (node.operation() instanceof Reduce reduce && reduce.keep()) {
            return g.reshape(g.node(new Reduce(reduce.kind(), reduce.axes(), false), node.input(0)), node.shape());
        }
        boolean moves = is(node, "div")
                && node.input(0).operation() instanceof Reshape
                && node.input(1).type().isScalar();
        return moves ? g.reshape(g.div(node.input(0).input(0), node.input(1)), node.shape()) : node;
    }

    private static Node found(Node node) {
        if (node.operation() instanceof Reshape || node.operation() instanceof Slice) {
            return FoundConvolutions.found(node);
        }
        if (is(node, "div")) {
            return softmax(node);
        } else if (is(node, "add")) {
            return logSumExp(node);
        }
        if (node.operation() instanceof CustomGradient) {
            return maxPool(node);
        }
        return is(node, "exp") ? exponential(node) : is(node, "mul") ? product(node) : node;
    }

    /** The largest of each window, whose gradient goes to one of those that are equal. */
    private static Node maxPool(Node node) {
        Node largest = node.input(0);
        boolean fits = largest.operation() instanceof Reduce reduce
                && reduce.kind() == Reduce.Kind.MAX
                && core(largest.input(0)) == core(node.input(1))
                && core(node.input(1)).operation() instanceof Windows;
        if (!fits) {
            return node;
        }
        Node windows = core(node.input(1));
        return Ops.at(node.origin()).node(new MaxPool((Windows) windows.operation()), windows.input(0));
    }

    /** {@code (a / sum(e)) e}, for {@code e = exp(x)}, is a times the softmax. */
    private static Node product(Node node) {
        for (int i = 0; i < 2; i++) {
            Node quotient = node.input(i);
            Node exponentials = node.input(1 - i);
            Node divisor = is(quotient, "div") ? core(quotient.input(1)) : quotient;
            if (is(exponentials, "exp") && isSum(divisor) && divisor.input(0) == exponentials) {
                Node p = softmax(unshifted(exponentials.input(0)), (Reduce) divisor.operation());
                return Ops.at(node.origin()).mul(quotient.input(0), p);
            }
        }
        return node;
    }

    private static Node softmax(Node node) {
        Node exponentials = node.input(0);
        Node sum = core(node.input(1));
        boolean fits = is(exponentials, "exp") && isSum(sum) && sum.input(0) == exponentials;
        return fits ? softmax(unshifted(exponentials.input(0)), (Reduce) sum.operation()) : node;
    }

    private static Node softmax(Node x, Reduce sum) {
        return Ops.at(x.origin()).node(new Softmax(sum.axes()), x);
    }

    private static Node logSumExp(Node node) {
        Node log = node.input(0);
        if (!is(log, "log") || !isSum(core(log.input(0)))) {
            return node;
        }
        Node sum = core(log.input(0));
        Node exponentials = sum.input(0);
        boolean fits = is(exponentials, "exp")
                && is(exponentials.input(0), "sub")
                && core(exponentials.input(0).input(1)) == core(node.input(1));
        return fits ? logSumExp(node, exponentials.input(0).input(0), (Reduce) sum.operation()) : node;
    }

    private static Node logSumExp(Node node, Node x, Reduce sum) {
        var g = Ops.at(node.origin());
        return g.reshape(g.node(new LogSumExp(sum.axes(), sum.keep()), x), node.shape());
    }

    /** The exponential of a log-softmax. */
    private static Node exponential(Node node) {
        Node difference = node.input(0);
        if (!is(difference, "sub")) {
            return node;
        }
        Node x = difference.input(0);
        Node norm = core(difference.input(1));
        return norm.operation() instanceof LogSumExp lse && norm.input(0) == x
                ? Ops.at(node.origin()).node(new Softmax(lse.axes()), x)
                : node;
    }

    private static Node unshifted(Node exponent) {
        boolean shifted = is(exponent, "sub")
                && core(exponent.input(1)).operation() instanceof Reduce reduce
                && reduce.kind() == Reduce.Kind.MAX
                && core(exponent.input(1)).input(0) == exponent.input(0);
        return shifted ? exponent.input(0) : exponent;
    }

    private static Node core(Node node) {
        Node core = node;
        while (core.operation() instanceof Reshape
                || core.operation() instanceof BroadcastTo
                || core.operation() instanceof StopGradient) {
            core = core.input(0);
        }
        return core;
    }

    private static boolean isSum(Node node) {
        return node.operation() instanceof Reduce reduce && reduce.kind() == Reduce.Kind.SUM;
    }

    private static boolean is(Node node, String name) {
        return node.operation() instanceof Pointwise op && op.name().equals(name);
    }
}
