// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Tensor;

/** An operation that means something only together with the rest of its loop, which is treated as a whole. */
interface PartOfLoop extends Operation {
    /** @throws IllegalStateException always: loops are differentiated as a whole */
    @Override
    default List<Node> vjp(Node node, Node cotangent) {
        throw new IllegalStateException("a loop is differentiated as a whole");
    }

    /** @throws IllegalStateException always: loops become loops */
    @Override
    default Lowering lowering(Node node) {
        throw new IllegalStateException("a loop has no elements");
    }

    /** @throws IllegalStateException always: the interpreter runs loops */
    @Override
    default Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        throw new IllegalStateException("the interpreter runs loops as a whole");
    }
}
