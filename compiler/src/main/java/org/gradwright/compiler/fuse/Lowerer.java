// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;

/**
 * Turns nodes into expressions of indices: fusion is substitution. A node in memory is read; any other is computed on the
 * spot from its inputs.
 */
final class Lowerer {
    /** Reads an element of a node in memory. */
    interface Memory {
        boolean holds(Node node);

        /** The element at a row-major position in normal form. */
        Expr load(Node node, Expr position);
    }

    private record Key(Node node, List<Integer> index) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && node == key.node && index.equals(key.index);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(node) + index.hashCode();
        }
    }

    private record Unpacked(Shape shape, List<Expr> index, Expr position) {}

    private final Indices indices;
    private final Memory memory;
    private final Map<Key, Expr> values = new HashMap<>();
    /** Positions of elements in memory: a tile reads each several times. */
    private final Map<Key, Expr> positions = new HashMap<>();

    private final Map<Integer, List<Unpacked>> unpacked = new HashMap<>();
    private final Set<Node> visited = Nodes.identitySet();

    Lowerer(Indices indices, Memory memory) {
        this.indices = indices;
        this.memory = memory;
    }

    /** The nodes that were computed on the spot. */
    Set<Node> visited() {
        return visited;
    }

    /** Forgets computed values: those of another tile may name registers that are gone. */
    void forget() {
        values.clear();
    }

    /** The inputs of a node as its lowering rule sees them. */
    Lowering.Reader inputsOf(Node node) {
        return new Lowering.Reader() {
            @Override
            public Expr read(int input, List<Expr> index) {
                return value(node.input(input), index);
            }

            @Override
            public Expr readLinear(int input, Expr position) {
                return valueAt(node.input(input), position);
            }
        };
    }

    /** The element of a node at an index. */
    Expr value(Node node, List<Expr> index) {
        var key = new Key(node, ids(index));
        if (memory.holds(node)) {
            Expr position = positions.get(key);
            if (position == null) {
                position = indices.normalise(position(index, node.shape()));
                positions.put(key, position);
            }
            return load(node, position);
        }
        Expr known = values.get(key);
        if (known == null) {
            known = compute(node, index);
            values.put(key, known);
        }
        return known;
    }

    private Expr load(Node node, Expr position) {
        Expr value = memory.load(node, indices.normalise(position));
        Scalar wanted = node.type().element().scalar();
        if (value.type() == wanted) {
            return value;
        }
        // Memory holds conditions as 0 and 1, and tables of constants as reals.
        return wanted == Scalar.BOOL ? Expr.call(Fn.NE, value, value.constantLike(0)) : Expr.call(Fn.TO_INT, value);
    }

    /** Computes an element although memory may hold the node: the body of the kernel that stores it. */
    Expr compute(Node node, List<Expr> index) {
        visited.add(node);
        Lowering lowering = node.operation().lowering(node);
        if (lowering instanceof Lowering.Alias) {
            return reshaped(node, index);
        }
        return ((Lowering.Elementwise) lowering).rule().at(inputsOf(node), index);
    }

    /** From memory by position; else by the index that it has in what was given another shape. */
    private Expr reshaped(Node node, List<Expr> index) {
        Node source = node.input(0);
        while (!memory.holds(source) && source.operation().lowering(source) instanceof Lowering.Alias) {
            visited.add(source);
            source = source.input(0);
        }
        return memory.holds(source) || packed(index, node.shape()) != null
                ? valueAt(source, position(index, node.shape()))
                : value(source, reshaped(index, node.shape(), source.shape()));
    }

    private List<Expr> reshaped(List<Expr> index, Shape from, Shape to) {
        var reshaped = new ArrayList<Expr>(Collections.nCopies(to.rank(), Expr.whole(0)));
        for (Reshaping.Section section : Reshaping.sections(from, to)) {
            List<Expr> part = section.from().stream().map(index::get).toList();
            List<Expr> found = section.isSame()
                    ? part
                    : unpack(position(part, part(from, section.from())), part(to, section.to()));
            for (int i = 0; i < found.size(); i++) {
                reshaped.set(section.to().get(i), found.get(i));
            }
        }
        return reshaped;
    }

    private static Shape part(Shape shape, List<Integer> axes) {
        return new Shape(axes.stream().map(shape::size).toList());
    }

    private Expr valueAt(Node node, Expr position) {
        if (memory.holds(node)) {
            return load(node, position);
        }
        if (node.operation().lowering(node) instanceof Lowering.Alias) {
            visited.add(node);
            return valueAt(node.input(0), position);
        }
        return value(node, unpack(position, node.shape()));
    }

    private List<Integer> ids(List<Expr> index) {
        var ids = new ArrayList<Integer>(index.size());
        for (Expr expr : index) {
            ids.add(indices.id(expr));
        }
        return ids;
    }

    /** The row-major position of an index. */
    Expr position(List<Expr> index, Shape shape) {
        Expr known = packed(index, shape);
        return known != null ? known : rowMajor(index, shape);
    }

    /** The row-major position of an index, written out. */
    static Expr rowMajor(List<Expr> index, Shape shape) {
        Expr position = Expr.whole(0);
        for (int axis = 0; axis < shape.rank(); axis++) {
            Size stride = shape.product(axis + 1, shape.rank());
            position = position.plus(index.get(axis).times(stride.expr()));
        }
        return position;
    }

    private Expr packed(List<Expr> index, Shape shape) {
        if (index.isEmpty()) {
            return null;
        }
        List<Integer> ids = ids(index);
        for (Unpacked known : unpacked.getOrDefault(ids.get(ids.size() - 1), List.of())) {
            if (known.shape().equals(shape) && ids.equals(ids(known.index()))) {
                return known.position();
            }
        }
        return null;
    }

    /**
     * The index of a position; {@link #position} knows it again, so that a reshape of a whole tensor costs nothing. The
     * index of a single element does not tell which position it came from.
     */
    List<Expr> unpack(Expr position, Shape shape) {
        var index = new ArrayList<Expr>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            Size inner = shape.product(axis + 1, shape.rank());
            Expr quotient = inner.is(1) ? position : Expr.call(Fn.DIV, position, inner.expr());
            boolean outermost = shape.product(0, axis).is(1);
            index.add(entry(quotient, shape.size(axis), outermost));
        }
        boolean tells = index.stream().anyMatch(entry -> !(entry instanceof Expr.Whole));
        if (tells) {
            int last = indices.id(index.get(index.size() - 1));
            positions.clear();
            unpacked.computeIfAbsent(last, k -> new ArrayList<>()).add(new Unpacked(shape, index, position));
        }
        return index;
    }

    private static Expr entry(Expr quotient, Size size, boolean outermost) {
        if (size.is(1)) {
            return Expr.whole(0);
        }
        return outermost ? quotient : Expr.call(Fn.MOD, quotient, size.expr());
    }
}
