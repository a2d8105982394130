// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff.each;

import static org.gradwright.compiler.autodiff.each.Shares.lifted;
import static org.gradwright.compiler.autodiff.each.Shares.moved;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Convolution;
import org.gradwright.compiler.op.Ops;

/** Products of matrices, and convolutions: where they sum over the examples, each example keeps its own product. */
final class ProductShares {
    private ProductShares() {}

    // ---- matrices

    static Shares matmul(Node node, List<Shares> shares, Size examples) {
        if (shares.get(0) != null && shares.get(1) != null) {
            return null;
        }
        boolean left = shares.get(0) != null;
        Shares own = shares.get(left ? 0 : 1);
        Node other = node.input(left ? 1 : 0);
        if (own.isApart()) {
            Node lifted = lifted(own.node(), node.shape().rank());
            return Shares.apart(
                    Node.of(node.operation(), node.origin(), left ? List.of(lifted, other) : List.of(other, lifted)));
        }
        int summed = own.node().shape().rank() - (left ? 1 : 2);
        Node result = Node.of(
                node.operation(), node.origin(), left ? List.of(own.node(), other) : List.of(other, own.node()));
        int place = node.shape().rank() - own.fromEnd();
        if (own.axis() == summed) {
            Node a = left ? own.node() : other;
            Node b = left ? other : own.node();
            return Shares.apart(products(node, a, b, own, examples));
        }
        boolean isWhole =
                own.node().shape().size(own.axis()).equals(node.shape().size(place));
        return isWhole ? own.in(result, place) : matmul(node, apart(shares, examples), examples);
    }

    private static List<Shares> apart(List<Shares> shares, Size examples) {
        var apart = new ArrayList<Shares>();
        shares.forEach(s -> apart.add(s == null ? null : Shares.apart(s.apart(examples))));
        return apart;
    }

    /** The product of each example's columns of a and rows of b: one of either makes an outer product. */
    private static Node products(Node node, Node a, Node b, Shares along, Size examples) {
        Ops ops = Ops.at(node.origin());
        int rank = node.shape().rank();
        Node left = lifted(rows(moved(a, a.shape().rank() - 1, 0), along, examples, true), rank);
        Node right = lifted(rows(moved(b, b.shape().rank() - 2, 0), along, examples, false), rank);
        return along.isPlain() ? ops.mul(left, right) : ops.matmul(left, right);
    }

    /** {@code [outer * examples * inner, leading.., n]} as {@code [examples, leading.., outer * inner, n]}, or n first. */
    private static Node rows(Node all, Shares along, Size examples, boolean last) {
        Ops ops = Ops.at(all.origin());
        Shares split = new Shares(all, 0, along.outer(), along.inner()).split(examples);
        Node first = moved(split.node(), split.axis(), 0);
        var sizes = new ArrayList<>(all.shape().sizes());
        sizes.set(0, along.outer().times(along.inner()));
        sizes.add(0, examples);
        Node grouped = ops.reshape(first, new Shape(sizes));
        int rank = grouped.shape().rank();
        return moved(grouped, 1, last ? rank - 1 : rank - 2);
    }

    // ---- convolutions

    static Shares convolution(Node node, List<Shares> shares, Size examples) {
        boolean unknown = shares.get(0) != null && shares.get(1) != null
                || ((Convolution) node.operation()).groupsLast()
                || shares.stream().anyMatch(s -> s != null && !s.isPlain());
        if (unknown) {
            return null;
        }
        return shares.get(0) != null
                ? ofInput(node, shares.get(0), examples)
                : ofFilters(node, shares.get(1), examples);
    }

    private static Shares ofInput(Node node, Shares x, Size examples) {
        Node filters = node.input(1);
        if (x.axis() == 0 || x.axis() == 1) {
            return x.in(node.withInputs(List.of(x.node(), filters)), x.axis());
        }
        if (x.axis() == 2) {
            return summed(node, x.node(), filters, examples);
        }
        Node all = merged(x.apart(examples), 0);
        return Shares.apart(split(
                node.withInputs(List.of(all, filters)),
                0,
                examples,
                node.shape().size(0)));
    }

    private static Shares ofFilters(Node node, Shares w, Size examples) {
        Node x = node.input(0);
        if (w.axis() == 0 || w.axis() == 1) {
            return w.in(node.withInputs(List.of(x, w.node())), w.axis() + 1);
        }
        if (w.axis() == 2) {
            return summed(node, x, w.node(), examples);
        }
        Node all = merged(moved(w.apart(examples), 0, 1), 1);
        return Shares.apart(moved(
                split(
                        node.withInputs(List.of(x, all)),
                        2,
                        examples,
                        node.shape().size(2)),
                2,
                0));
    }

    /** Examples are the channels, which are summed over: they become groups, in each of which there is one channel. */
    private static Shares summed(Node node, Node x, Node w, Size examples) {
        Ops ops = Ops.at(node.origin());
        Node seen = ops.expandDims(merged(x, 1), 2);
        Node filters = ops.expandDims(merged(moved(w, 2, 1), 0), 2);
        Node result =
                split(node.withInputs(List.of(seen, filters)), 1, node.shape().size(1), examples);
        return Shares.apart(moved(result, 2, 0));
    }

    /** An axis and the next one as one. */
    private static Node merged(Node node, int axis) {
        var sizes = new ArrayList<>(node.shape().sizes());
        Size first = sizes.remove(axis);
        sizes.set(axis, first.times(sizes.get(axis)));
        return Ops.at(node.origin()).reshape(node, new Shape(sizes));
    }

    /** An axis as two. */
    private static Node split(Node node, int axis, Size first, Size second) {
        var sizes = new ArrayList<>(node.shape().sizes());
        sizes.set(axis, second);
        sizes.add(axis, first);
        return Ops.at(node.origin()).reshape(node, new Shape(sizes));
    }
}
