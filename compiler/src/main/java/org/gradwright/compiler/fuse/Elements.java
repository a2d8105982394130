// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Local;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Stmt;

/** The elements of a small program's tensors, each a local; those of inputs and variables are read once. */
final class Elements implements Lowerer.Memory {
    /** An element is wanted that the program does not compute one by one. */
    static final class NotAnElement extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAnElement(Node node, Expr position) {
            super(node + " at " + position, null, false, false);
        }
    }

    private final Examples examples;
    private final Indices indices;
    private final BufferTable table;
    private final List<Stmt> before;
    private final List<Stmt> loop;
    private final Map<Node, Map<Expr, Expr>> values = new IdentityHashMap<>();
    private final Map<Node, Integer> numbers = new IdentityHashMap<>();
    private final Set<Node> views = Nodes.identitySet();

    Elements(
            List<Node> nodes,
            Examples examples,
            Indices indices,
            BufferTable table,
            List<Stmt> before,
            List<Stmt> loop) {
        this.examples = examples;
        this.indices = indices;
        this.table = table;
        this.before = before;
        this.loop = loop;
        for (Node node : nodes) {
            numbers.put(node, numbers.size());
            if (Materialisation.isFree(node)) {
                views.add(node);
            }
        }
    }

    /** Everything has locals but what costs nothing: constants and views of others. */
    @Override
    public boolean holds(Node node) {
        return !views.contains(node);
    }

    @Override
    public Expr load(Node node, Expr position) {
        Map<Expr, Expr> known = values.computeIfAbsent(node, n -> new HashMap<>());
        Expr value = known.get(key(position));
        if (value == null) {
            if (!(node.operation().lowering(node) instanceof Lowering.Stored)) {
                throw new NotAnElement(node, position);
            }
            value = read(node, position);
            known.put(key(position), value);
        }
        return value;
    }

    /** Positions are equal when their normal forms have one number. */
    private Expr key(Expr position) {
        return Expr.whole(indices.id(position));
    }

    private Expr read(Node node, Expr position) {
        Buffer buffer = table.buffers().get(node);
        Local local =
                new Local("v" + numbers.get(node) + "_" + Fusion.path(node) + place(node, position), buffer.type());
        (varies(node, position) ? loop : before).add(new Stmt.Let(local, new Expr.Load(buffer, position)));
        return local;
    }

    /** The index of a position, or a number of its own for one that is not of one example. */
    private String place(Node node, Expr position) {
        List<List<Expr>> all = indices(node);
        for (int e = 0; e < all.size(); e++) {
            if (indices.same(Lowerer.rowMajor(all.get(e), node.shape()), position)) {
                return suffix(node, e);
            }
        }
        return "_at_" + values.get(node).size();
    }

    /** Whether a position is one of each example; one that is data is none. */
    private static boolean varies(Node node, Expr position) {
        if (Examples.isIndex(position)) {
            return true;
        }
        boolean data = position instanceof Local
                || position instanceof Expr.Load
                || position.type() != Scalar.INT && position.type() != Scalar.BOOL;
        if (data) {
            throw new NotAnElement(node, position);
        }
        boolean varies = false;
        for (Expr child : position.children()) {
            varies |= varies(node, child);
        }
        return varies;
    }

    /** The indices of a node's elements, those of one example. */
    List<List<Expr>> indices(Node node) {
        return examples.indices(node.shape().sizes());
    }

    /** The name of an element that is computed. */
    Local local(Node node, int element, Scalar type) {
        return new Local("v" + numbers.get(node) + "_" + node.name() + suffix(node, element), type);
    }

    /** The name of an element's accumulator. */
    Local accumulator(Node node, int element, int accumulator, Scalar type) {
        return new Local("a" + numbers.get(node) + "_" + element + "_" + accumulator, type);
    }

    /** The index without the axes along which there is but one element, and without that of the examples. */
    private String suffix(Node node, int element) {
        List<Expr> index = indices(node).get(element);
        return IntStream.range(0, index.size())
                .filter(axis -> node.shape().size(axis).isKnown()
                        && !node.shape().size(axis).is(1))
                .mapToObj(axis -> "_" + ((Expr.Whole) index.get(axis)).value())
                .collect(Collectors.joining());
    }

    /** Remembers an element's local. */
    void put(Node node, Expr position, Local local) {
        values.computeIfAbsent(node, n -> new HashMap<>()).put(key(indices.normalise(position)), local);
    }
}
