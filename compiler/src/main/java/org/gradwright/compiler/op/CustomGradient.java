// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Lowering;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Rewriter;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.graph.TypeError;

/**
 * A value with a derivative of its author's own. The operands are the result, the values that it is derived by (the
 * formals), their cotangents as nodes below a {@link Hole}, and that hole, in which the result's cotangent is put. All are
 * operands so that rewriting reaches them; {@link #strip} forgets them once everything has been differentiated.
 *
 * @param formals how many values it is derived by
 */
public record CustomGradient(int formals) implements Operation {
    @Override
    public String name() {
        return "custom_gradient";
    }

    @Override
    public String attributes() {
        return "[formals=" + formals + "]";
    }

    /** The operands in order. */
    static List<Node> operands(Node result, List<Node> formals, Node hole, List<Node> cotangents) {
        var operands = new ArrayList<Node>();
        operands.add(result);
        operands.addAll(formals);
        operands.addAll(cotangents);
        operands.add(hole);
        return operands;
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        if (inputs.size() != 2 * formals + 2) {
            throw new TypeError("a custom gradient needs one cotangent for each of " + formals + " values");
        }
        for (int i = 1; i <= formals; i++) {
            if (!inputs.get(i).equals(inputs.get(i + formals))) {
                throw new TypeError(
                        "the gradient by a value of type " + inputs.get(i) + " has type " + inputs.get(i + formals));
            }
        }
        return inputs.get(0);
    }

    @Override
    public List<Node> vjp(Node node, Node cotangent) {
        var cotangents = node.inputs().subList(formals + 1, 2 * formals + 1);
        var rewriter = new Rewriter(n -> n).keep(node.input(2 * formals + 1), cotangent);
        var result = new ArrayList<Node>(Collections.nCopies(node.inputs().size(), null));
        for (int i = 0; i < formals; i++) {
            result.set(i + 1, rewriter.apply(cotangents.get(i)));
        }
        return result;
    }

    /** The nodes with every custom gradient replaced by its value. */
    public static List<Node> strip(Collection<Node> roots) {
        return new Rewriter(n -> n.operation() instanceof CustomGradient ? n.input(0) : n).apply(roots);
    }

    /** @throws IllegalStateException always: {@link #strip} comes first */
    @Override
    public Lowering lowering(Node node) {
        throw new IllegalStateException("custom gradients must be stripped before kernels are made");
    }

    @Override
    public Tensor evaluate(Node node, List<Tensor> inputs, Evaluation evaluation) {
        return inputs.get(0);
    }
}
