// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Givens;

/** The place of this turn in the sequences, from 0: it falls in a loop that runs in reverse. */
public record TurnNumber(ScanKey key) implements InTurn {
    @Override
    public TurnNumber of(ScanKey other) {
        return new TurnNumber(other);
    }

    @Override
    public String name() {
        return "turn_number";
    }

    @Override
    public String attributes(String loop) {
        return "[" + loop + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return new TensorType(Element.I32, Shape.SCALAR);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return List.of();
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Elementwise((inputs, index) -> Givens.turn(key.depth()));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return Tensor.scalar(evaluation.turns().get(key.depth()));
    }
}
