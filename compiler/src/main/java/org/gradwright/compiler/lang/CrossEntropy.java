// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.op.Ops;

/**
 * The cross entropy of softmax(logits) and a target over the last axis, one number an example:
 * {@code logsumexp(z) - z[y]} for a class number, {@code -sum(y (z - logsumexp(z)))} for probabilities.
 */
final class CrossEntropy {
    private CrossEntropy() {}

    static Value of(Arguments a) {
        Node logits = a.real("logits");
        Node target = a.node("target");
        if (logits.shape().rank() == 0) {
            throw a.wrong("logits", "a tensor with a last axis of classes");
        }
        Shape examples =
                new Shape(logits.shape().sizes().subList(0, logits.shape().rank() - 1));
        TensorType classes = new TensorType(Element.I32, examples);
        if (target.type().equals(classes)) {
            return a.tensor(ofClasses(a.ops(), logits, target));
        }
        if (target.type().equals(logits.type())) {
            return a.tensor(ofProbabilities(a.ops(), logits, target));
        }
        throw Fault.of(mismatch(a, classes, logits.type(), target));
    }

    private static Node ofClasses(Ops ops, Node logits, Node target) {
        Node chosen = ops.takeAlong(logits, ops.expandDims(target, -1), -1);
        return ops.sub(ops.logsumexp(logits, List.of(-1), false), ops.squeeze(chosen, -1));
    }

    private static Node ofProbabilities(Ops ops, Node logits, Node target) {
        Node logProbabilities = ops.sub(logits, ops.logsumexp(logits, List.of(-1), true));
        return ops.neg(ops.sum(ops.mul(target, logProbabilities), List.of(-1), false));
    }

    private static Diagnostic mismatch(Arguments a, TensorType classes, TensorType probabilities, Node target) {
        Operand operand = a.operand("target", target);
        Diagnostic error = Diagnostic.error(
                        "G0212",
                        a.span("target"),
                        "`" + a.name() + "` takes class numbers " + classes + " or probabilities " + probabilities)
                .label(operand.label());
        boolean declared = !operand.declared().isEmpty();
        return declared
                ? error.help("declare `input " + operand.text() + " : " + classes + "`")
                : error.help("give one class number or one row of probabilities for each example");
    }
}
