// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;

/** One value of the dataflow graph: an operation applied to other nodes. Immutable; compared by identity. */
public final class Node {
    private final Operation operation;
    private final List<Node> inputs;
    private final TensorType type;
    private final Origin origin;
    private final String name;

    private Node(Operation operation, List<Node> inputs, TensorType type, Origin origin, String name) {
        this.operation = operation;
        this.inputs = inputs;
        this.type = type;
        this.origin = origin;
        this.name = name;
    }

    /** A new node. @throws TypeError when the operation does not accept the inputs' types */
    public static Node of(Operation operation, Origin origin, List<Node> inputs) {
        var types = inputs.stream().map(Node::type).toList();
        return new Node(operation, List.copyOf(inputs), operation.infer(types), origin, "");
    }

    /** The same value under a name of the model; a node that has a name keeps it, and a leaf has its path. */
    public Node named(String name) {
        return this.name.isEmpty() && !isLeaf() ? new Node(operation, inputs, type, origin, name) : this;
    }

    /** The same operation on other inputs, with the same origin and name. */
    public Node withInputs(List<Node> inputs) {
        return inputs.equals(this.inputs) ? this : of(operation, origin, inputs).named(name);
    }

    /** The same value, said to come from elsewhere; a leaf comes from where it is declared. */
    public Node at(Origin origin) {
        return isLeaf() ? this : new Node(operation, inputs, type, origin, name);
    }

    /** A second node for a stored value would pass for another value: no gradient would reach the first. */
    private boolean isLeaf() {
        return operation instanceof Leaf;
    }

    public Operation operation() {
        return operation;
    }

    public List<Node> inputs() {
        return inputs;
    }

    public Node input(int index) {
        return inputs.get(index);
    }

    public TensorType type() {
        return type;
    }

    public Shape shape() {
        return type.shape();
    }

    public Origin origin() {
        return origin;
    }

    /** The model's name for this value; empty for one without. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return operation + (name.isEmpty() ? "" : " " + name) + " : " + type;
    }
}
