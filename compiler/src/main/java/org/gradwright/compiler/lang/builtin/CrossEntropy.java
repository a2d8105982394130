// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.expression.Operand;
import org.gradwright.compiler.lang.value.Value;
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
            return a.tensor(counted(a, ofClasses(a, logits, target), target));
        }
        if (target.type().equals(logits.type()) && a.isAbsent("ignore_index")) {
            return a.tensor(ofProbabilities(a.ops(), logits, smoothed(a, logits, target)));
        }
        throw Fault.of(mismatch(a, classes, logits.type(), target));
    }

    /** The target of smoothing e is (1 - e) of its class and e / classes of each. */
    private static Node ofClasses(Arguments a, Node logits, Node target) {
        Ops ops = a.ops();
        Node known = a.isAbsent("ignore_index") ? target : ops.where(counts(a, target), target, ops.whole(0));
        Node chosen = ops.squeeze(ops.takeAlong(logits, ops.expandDims(known, -1), -1), -1);
        double smoothing = smoothing(a);
        Node expected = smoothing == 0
                ? chosen
                : ops.add(
                        ops.mul(ops.constant(1 - smoothing), chosen),
                        ops.mul(ops.constant(smoothing), ops.mean(logits, List.of(-1), false)));
        return ops.sub(ops.logsumexp(logits, List.of(-1), false), expected);
    }

    /** 0 for an example whose class is the ignored one. */
    private static Node counted(Arguments a, Node losses, Node target) {
        return a.isAbsent("ignore_index")
                ? losses
                : a.ops().where(counts(a, target), losses, a.ops().constant(0));
    }

    private static Node counts(Arguments a, Node target) {
        return a.ops().notEqual(target, a.ops().whole(Math.toIntExact(a.whole("ignore_index"))));
    }

    private static Node smoothed(Arguments a, Node logits, Node target) {
        Ops ops = a.ops();
        double smoothing = smoothing(a);
        Node share = ops.div(
                ops.constant(smoothing),
                ops.size(logits.shape().size(logits.shape().rank() - 1)));
        return smoothing == 0 ? target : ops.add(ops.mul(ops.constant(1 - smoothing), target), share);
    }

    private static double smoothing(Arguments a) {
        double smoothing = a.number("label_smoothing");
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw a.wrong("label_smoothing", "a number from 0 to less than 1");
        }
        return smoothing;
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
