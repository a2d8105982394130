// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.op.Convolution;
import org.gradwright.compiler.op.Pointwise;

/** Which axis of an activation counts units: the channels after a convolution, otherwise the last axis of a fixed size. */
final class Units {
    private Units() {}

    /** All axes but that of the units. */
    static List<Integer> others(Node node) {
        int units = comesFromConvolution(node) ? 1 : lastFixed(node.shape());
        var axes = new ArrayList<Integer>();
        for (int axis = 0; axis < node.shape().rank(); axis++) {
            if (axis != units) {
                axes.add(axis);
            }
        }
        return axes;
    }

    private static boolean comesFromConvolution(Node node) {
        Node at = node;
        while (at.operation() instanceof Pointwise && !at.inputs().isEmpty()) {
            at = at.input(0);
        }
        return at.operation() instanceof Convolution && node.shape().rank() > 2;
    }

    private static int lastFixed(Shape shape) {
        int axis = shape.rank() - 1;
        while (axis >= 0 && !shape.size(axis).isKnown()) {
            axis--;
        }
        return axis;
    }
}
