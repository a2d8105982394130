// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.notation.Formula;

/**
 * {@code gather(x, indices)}: the slices of {@code x} at the indices along an axis. The axes of the indices take the
 * place of that axis. An index out of range fails when the step runs.
 */
public record Gather(int axis) implements Operation {
    @Override
    public String name() {
        return "gather";
    }

    @Override
    public String attributes() {
        return "[axis=" + axis + "]";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = inputs.get(0);
        x.shape().axis(axis);
        Shape indices = Indices.requireI32(name(), inputs.get(1));
        return new TensorType(x.element(), replaced(x.shape(), axis, indices));
    }

    /** The shape with an axis replaced by those of the indices. */
    static Shape replaced(Shape x, int axis, Shape indices) {
        var sizes = new ArrayList<Size>(x.sizes().subList(0, axis));
        sizes.addAll(indices.sizes());
        sizes.addAll(x.sizes().subList(axis + 1, x.rank()));
        return new Shape(sizes);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        Node x = node.input(0);
        Node scattered = Ops.at(node.origin()).scatterAdd(node.input(1), cotangent, x.shape(), axis);
        return Arrays.asList(scattered, null);
    }

    @Override
    public Formula notation(Node node, List<Formula> operands) {
        return new Formula.Element(operands.get(0), List.of(operands.get(1)));
    }

    @Override
    public Lowering lowering(Node node) {
        Shape x = node.input(0).shape();
        int rank = node.input(1).shape().rank();
        return new Lowering.Elementwise((inputs, index) -> inputs.read(0, target(inputs, 1, index, x, rank, axis)));
    }

    /** Where in {@code x} the slice at an index of the result lies. */
    static List<Expr> target(Lowering.Reader inputs, int input, List<Expr> index, Shape x, int rank, int axis) {
        Expr chosen = inputs.read(input, index.subList(axis, axis + rank));
        var target = new ArrayList<Expr>(index.subList(0, axis));
        target.add(Indices.checked(chosen, x.size(axis)));
        target.addAll(index.subList(axis + rank, index.size()));
        return target;
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        Tensor x = inputs.get(0);
        return Tensors.fill(node, evaluation, index -> x.get(target(inputs.get(1), index, x.shape(), axis)));
    }

    /** The same for the reference interpreter. */
    static int[] target(Tensor indices, int[] index, int[] x, int axis) {
        int rank = indices.rank();
        double chosen = indices.get(Arrays.copyOfRange(index, axis, axis + rank));
        int[] target = new int[x.length];
        System.arraycopy(index, 0, target, 0, axis);
        target[axis] = Indices.checked(chosen, x[axis]);
        System.arraycopy(index, axis + rank, target, axis + 1, x.length - axis - 1);
        return target;
    }
}
