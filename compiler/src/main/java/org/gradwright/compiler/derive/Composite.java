// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Tensor;

/** What people see as one operation and the compiler computes by several. It appears in derivations only. */
interface Composite extends Operation {
    /** The same value by the compiler's operations. */
    Node expanded(Node node);

    /** Whether it is linear in each of its operands. */
    default boolean isLinear() {
        return false;
    }

    /** @throws IllegalStateException always: it is expanded before anything is computed */
    @Override
    default Lowering lowering(Node node) {
        throw new IllegalStateException(name() + " is expanded before it becomes a kernel");
    }

    /** @throws IllegalStateException always: it is expanded before anything is computed */
    @Override
    default Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        throw new IllegalStateException(name() + " is expanded before it is evaluated");
    }
}
