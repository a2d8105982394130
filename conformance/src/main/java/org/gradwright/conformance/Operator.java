// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Ops;

/** How an operator of the notation is made of nodes. */
@FunctionalInterface
interface Operator {
    Node apply(Call call);

    /** One use of an operator. */
    record Call(Ops g, List<Node> arguments, Attributes attributes) {
        Node argument(int index) {
            if (index >= arguments.size()) {
                throw new QuestionException("argument " + (index + 1) + " is missing");
            }
            return arguments.get(index);
        }

        Node x() {
            return argument(0);
        }

        Node y() {
            return argument(1);
        }

        /** The axes to reduce: all unless given. */
        List<Integer> axes() {
            return attributes.optionalWholes("axes").orElseGet(() -> Ops.axes(x()));
        }

        boolean keep() {
            return attributes.flag("keepdims", false);
        }
    }

    /** Of one operand. */
    @FunctionalInterface
    interface Unary {
        Node apply(Ops g, Node x);
    }

    /** Of two operands. */
    @FunctionalInterface
    interface Binary {
        Node apply(Ops g, Node x, Node y);
    }

    /** Over some axes. */
    @FunctionalInterface
    interface Reduction {
        Node apply(Ops g, Node x, List<Integer> axes, boolean keep);
    }
}
