// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.optimise;

import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Constant;
import org.gradwright.compiler.op.ConstantTensor;
import org.gradwright.compiler.op.Gather;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Slice;
import org.gradwright.compiler.op.TakeAlong;
import org.gradwright.compiler.op.Transpose;

/** Questions that rewrite rules ask about a node. */
final class Match {
    /** Operands written twice are compared this far down; deeper they count as different. */
    private static final int DEPTH = 8;

    private static final Set<Class<? extends Operation>> MOVEMENTS =
            Set.of(BroadcastTo.class, Reshape.class, Transpose.class, Slice.class, Gather.class, TakeAlong.class);

    private Match() {}

    /** Whether a node is the pointwise operation of this name. */
    static boolean is(Node node, String name) {
        return node.operation() instanceof Pointwise op && op.name().equals(name);
    }

    /** Whether a node's elements are elements of its first operand, in other places. */
    static boolean moves(Node node) {
        return MOVEMENTS.contains(node.operation().getClass());
    }

    /** A node with another first operand. */
    static Node withFirst(Node node, Node first) {
        var inputs = new ArrayList<>(node.inputs());
        inputs.set(0, first);
        return node.withInputs(inputs);
    }

    /** The one value of all elements, if that is known when compiling. */
    static OptionalDouble number(Node node) {
        Node core = node;
        while (core.operation() instanceof BroadcastTo || core.operation() instanceof Reshape) {
            core = core.input(0);
        }
        return core.operation() instanceof Constant constant
                ? OptionalDouble.of(constant.value())
                : OptionalDouble.empty();
    }

    /** Whether a node is a table of constants, or one constant. */
    static boolean isTable(Node node) {
        return node.operation() instanceof Constant || node.operation() instanceof ConstantTensor;
    }

    /** Whether a node is one constant repeated, which is kept apart from it. */
    static boolean repeats(Node node) {
        return (node.operation() instanceof BroadcastTo || node.operation() instanceof Reshape)
                && node.input(0).operation() instanceof Constant;
    }

    /** Whether all elements are this number; 0 and -0 differ. */
    static boolean isNumber(Node node, double value) {
        OptionalDouble number = number(node);
        return number.isPresent() && Double.compare(number.getAsDouble(), value) == 0;
    }

    /** The reduction that a node is, if it is one of this kind. */
    static Optional<Reduce> reduction(Node node, Reduce.Kind kind) {
        return node.operation() instanceof Reduce reduce && reduce.kind() == kind
                ? Optional.of(reduce)
                : Optional.empty();
    }

    /** Whether two nodes are the same value written twice. */
    static boolean same(Node a, Node b) {
        return same(a, b, DEPTH);
    }

    private static boolean same(Node a, Node b, int depth) {
        if (a == b) {
            return true;
        }
        if (depth == 0
                || !a.operation().equals(b.operation())
                || a.inputs().size() != b.inputs().size()) {
            return false;
        }
        for (int i = 0; i < a.inputs().size(); i++) {
            if (!same(a.input(i), b.input(i), depth - 1)) {
                return false;
            }
        }
        return true;
    }
}
