// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;

/** An operation without operands, whose elements are computed rather than stored. */
interface Source extends Operation {
    @Override
    default List<Node> vjp(Node node, Node cotangent) {
        return List.of();
    }
}
