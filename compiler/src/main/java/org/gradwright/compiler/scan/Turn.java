// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Givens;
import org.gradwright.compiler.op.Ops;

/** What a sequence holds for this turn: its part at the number of the turn along an axis, which is dropped. */
public record Turn(ScanKey key, int axis) implements InTurn {
    @Override
    public Turn of(ScanKey other) {
        return new Turn(other, axis);
    }

    @Override
    public String name() {
        return "turn";
    }

    @Override
    public String attributes(String loop) {
        return "[" + loop + ", axis=" + axis + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        var sizes = new ArrayList<>(x.shape().sizes());
        sizes.remove(axis);
        return new TensorType(x.element(), new Shape(sizes));
    }

    /** Zeros at all other turns. A loop as a whole is differentiated without this. */
    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        Ops ops = Ops.at(node.origin());
        Shape whole = node.input(0).shape();
        Node here = ops.equal(ops.iota(whole, axis), ops.node(new TurnNumber(key)));
        Node everywhere = ops.broadcastTo(ops.expandDims(cotangent, axis), whole);
        return List.of(ops.where(here, everywhere, ops.constant(0)));
    }

    @Override
    public Lowering lowering(Node node) {
        return new Lowering.Elementwise((inputs, index) -> {
            var whole = new ArrayList<Expr>(index);
            whole.add(axis, Givens.turn(key.depth()));
            return inputs.read(0, whole);
        });
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return part(inputs.get(0), axis, evaluation.turns().get(key.depth()));
    }

    private static Tensor part(Tensor x, int axis, int at) {
        var shape = new ArrayList<Integer>();
        for (int a = 0; a < x.rank(); a++) {
            if (a != axis) {
                shape.add(x.shape()[a]);
            }
        }
        Tensor part = Tensor.zeros(shape.stream().mapToInt(i -> i).toArray());
        for (int p = 0; p < part.data().length; p++) {
            int[] index = part.index(p);
            int[] whole = new int[x.rank()];
            for (int a = 0, from = 0; a < x.rank(); a++) {
                whole[a] = a == axis ? at : index[from++];
            }
            part.data()[p] = x.get(whole);
        }
        return part;
    }
}
