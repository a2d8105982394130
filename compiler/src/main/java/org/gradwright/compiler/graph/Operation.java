// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.notation.Formula;

/**
 * An operation of the graph, defined once: shape rule, derivative, lowering and reference meaning. Implementations are
 * records, so that equal operations are equal; their components are their attributes.
 */
public interface Operation {
    /** The name in printed graphs, for example {@code matmul}. */
    String name();

    /** The attributes as printed after the name, for example {@code [axes=[0], keep=true]}; empty without any. */
    default String attributes() {
        return "";
    }

    /** The result's type. @throws TypeError when the operands do not fit */
    TensorType infer(List<TensorType> inputs);

    /** The same operation with some free sizes fixed; itself where it names none. */
    default Operation fix(Map<String, ? extends Number> sizes) {
        return this;
    }

    /**
     * The cotangents of the inputs, given that of the result: one entry an input, of the input's shape, null where no
     * gradient passes. They are ordinary nodes, so they can be differentiated again.
     */
    List<Node> vjp(Node node, Node cotangent);

    /** How mathematics writes the result, given how it writes the operands. */
    default Formula notation(Node node, List<Formula> operands) {
        return new Formula.Apply(name(), operands);
    }

    /** How a kernel computes the elements of the result. */
    Lowering lowering(Node node);

    /** The meaning, in float64, slow and obvious: the oracle of the tests. */
    Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation);
}
