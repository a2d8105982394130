// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;
import java.util.stream.IntStream;

/** A place to be filled: the argument of a rule that is written down as nodes before its operand is known. */
public record Hole(TensorType type) implements Operation {
    /** A hole for a value of the same type as a node's. */
    public static Node like(Node node) {
        return Node.of(new Hole(node.type()), node.origin(), List.of());
    }

    /** The nodes with each hole replaced by its filling; nodes that depend on no hole stay the same. */
    public static List<Node> fill(List<Node> nodes, List<Node> holes, List<Node> fillings) {
        var rewriter = new Rewriter(node -> node);
        IntStream.range(0, holes.size()).forEach(i -> rewriter.keep(holes.get(i), fillings.get(i)));
        return rewriter.apply(nodes);
    }

    @Override
    public String name() {
        return "hole";
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return type;
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        return List.of();
    }

    @Override
    public Lowering lowering(Node node) {
        throw new IllegalStateException("a hole was never filled: " + node);
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        throw new IllegalStateException("a hole was never filled: " + node);
    }
}
