// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff.each;

import static org.gradwright.compiler.autodiff.each.Shares.first;
import static org.gradwright.compiler.autodiff.each.Shares.moved;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Gather;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.ScatterAdd;
import org.gradwright.compiler.op.ScatterAlong;
import org.gradwright.compiler.op.TakeAlong;

/** Operations at indices, which are the same for all examples. */
final class IndexedShares {
    private IndexedShares() {}

    static Shares gather(Node node, List<Shares> shares, Size examples) {
        Shares x = shares.get(0);
        int axis = ((Gather) node.operation()).axis();
        Node indices = node.input(1);
        if (!x.isApart() && x.axis() != axis) {
            int place =
                    x.axis() < axis ? x.axis() : x.axis() - 1 + indices.shape().rank();
            return x.in(node.withInputs(List.of(x.node(), indices)), place);
        }
        return Shares.apart(Node.of(new Gather(axis + 1), node.origin(), List.of(x.apart(examples), indices)));
    }

    static Shares scatterAdd(Node node, List<Shares> shares, Size examples) {
        ScatterAdd scatter = (ScatterAdd) node.operation();
        Shares updates = shares.get(1);
        Node indices = node.input(0);
        int axis = scatter.axis();
        int behind = axis + indices.shape().rank();
        if (!updates.isApart() && (updates.axis() < axis || updates.axis() >= behind)) {
            int place = updates.axis() < axis
                    ? updates.axis()
                    : updates.axis() + 1 - indices.shape().rank();
            return updates.in(node.withInputs(List.of(indices, updates.node())), place);
        }
        if (!scatter.shape().size(axis).isKnown() || !updates.isPlain()) {
            return null;
        }
        if (!updates.isApart()) {
            return scattered(node, indices, updates.axis() - axis, updates.node(), examples);
        }
        Node repeated = Ops.at(node.origin()).broadcastTo(indices, first(examples, indices.shape()));
        return scattered(node, repeated, 0, moved(updates.node(), 0, axis), examples);
    }

    /** Each example has a table of its own: they stand one behind the other. @param place of the examples in the indices */
    private static Shares scattered(Node node, Node indices, int place, Node updates, Size examples) {
        Ops ops = Ops.at(node.origin());
        ScatterAdd scatter = (ScatterAdd) node.operation();
        Size table = scatter.shape().size(scatter.axis());
        Node example = ops.iota(indices.shape(), place);
        Node moved = ops.add(indices, ops.mul(example, ops.whole(Math.toIntExact(table.known()))));
        Shape all = scatter.shape().with(scatter.axis(), examples.times(table));
        Node tables = ops.scatterAdd(moved, updates, all, scatter.axis());
        var sizes = new ArrayList<>(scatter.shape().sizes());
        sizes.add(scatter.axis(), examples);
        return Shares.apart(moved(ops.reshape(tables, new Shape(sizes)), scatter.axis(), 0));
    }

    static Shares takeAlong(Node node, List<Shares> shares, Size examples) {
        int axis = ((TakeAlong) node.operation()).axis();
        return sideBySide(node, 0, axis, shares, new TakeAlong(axis + 1), examples);
    }

    static Shares scatterAlong(Node node, List<Shares> shares, Size examples) {
        ScatterAlong scatter = (ScatterAlong) node.operation();
        var further = new ScatterAlong(first(examples, scatter.shape()), scatter.axis() + 1);
        return sideBySide(node, 1, scatter.axis(), shares, further, examples);
    }

    /** Values beside their indices. @param input which of both operands the values are */
    private static Shares sideBySide(
            Node node, int input, int axis, List<Shares> shares, Operation further, Size examples) {
        Shares values = shares.get(input);
        Node indices = node.input(1 - input);
        if (!values.isApart() && values.axis() != axis) {
            return values.in(node.withInputs(operands(input, values.node(), indices)), values.axis());
        }
        Node repeated = Ops.at(node.origin()).broadcastTo(indices, first(examples, indices.shape()));
        return Shares.apart(Node.of(further, node.origin(), operands(input, values.apart(examples), repeated)));
    }

    private static List<Node> operands(int input, Node values, Node indices) {
        return input == 0 ? List.of(values, indices) : List.of(indices, values);
    }
}
