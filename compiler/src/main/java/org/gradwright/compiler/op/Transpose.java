// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formulas;

/**
 * The axes in another order.
 *
 * @param permutation which axis of the operand stands at each place
 */
public record Transpose(List<Integer> permutation) implements Operation {
    public Transpose {
        permutation = List.copyOf(permutation);
    }

    @Override
    public String name() {
        return "transpose";
    }

    @Override
    public String attributes() {
        return permutation.toString();
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        if (!permutation.stream().sorted().toList().equals(Axes.all(x.rank()))) {
            throw new TypeError(
                    "`transpose` of " + x + " needs each axis of 0..<" + x.rank() + " once, not " + permutation);
        }
        return new TensorType(
                x.element(), new Shape(permutation.stream().map(x.shape()::size).toList()));
    }

    /** At each place, where that axis of the operand went. */
    public List<Integer> inverse() {
        return IntStream.range(0, permutation.size())
                .mapToObj(permutation::indexOf)
                .toList();
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return List.of(Ops.at(node.origin()).transpose(cotangent, inverse()));
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return isOfTheLastTwo()
                ? Formulas.transposed(operands.get(0))
                : new Formula.Apply("permuted", List.of(operands.get(0), new Formula.Words(permutation.toString())));
    }

    private boolean isOfTheLastTwo() {
        int rank = permutation.size();
        var swapped = new ArrayList<>(Axes.all(rank));
        if (rank > 1) {
            java.util.Collections.swap(swapped, rank - 1, rank - 2);
        }
        return permutation.equals(swapped);
    }

    @Override
    public Lowering lowering(Node node) {
        List<Integer> inverse = inverse();
        return new Lowering.Elementwise((inputs, index) ->
                inputs.read(0, inverse.stream().map(index::get).toList()));
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        List<Integer> inverse = inverse();
        return Tensors.fill(node, evaluation, index -> inputs.get(0)
                .get(inverse.stream().mapToInt(axis -> index[axis]).toArray()));
    }
}
