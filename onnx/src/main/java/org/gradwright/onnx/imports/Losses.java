// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.crossEntropy;
import static org.gradwright.compiler.build.Functions.gather;
import static org.gradwright.compiler.build.Functions.mean;
import static org.gradwright.compiler.build.Functions.sum;
import static org.gradwright.compiler.build.Functions.takeAlong;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Std.std;
import static org.gradwright.compiler.build.Terms.div;
import static org.gradwright.compiler.build.Terms.equal;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.neg;
import static org.gradwright.compiler.build.Terms.notEqual;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.onnx.format.OnnxException;

/** Losses of classes along axis 1. */
final class Losses {
    private Losses() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.single("NegativeLogLikelihoodLoss", c -> likelihood(c, c.x())),
            Table.several("SoftmaxCrossEntropyLoss", Losses::crossEntropyOf));

    private static List<Term> crossEntropyOf(Call c) {
        boolean plain = c.rank(0) == 2 && !c.has(2) && !c.settings().has("ignore_index") && !c.wants(1);
        if (plain) {
            return List.of(reduced(c, crossEntropy(c.x(), c.y())));
        }
        Term logs = c.let("log", std.logSoftmax(c.x()).with("axis", 1));
        return List.of(likelihood(c, logs), logs);
    }

    private static String reduction(Call c) {
        return c.settings().text("reduction", "mean");
    }

    private static Term reduced(Call c, Term losses) {
        return switch (reduction(c)) {
            case "none" -> losses;
            case "sum" -> sum(losses);
            case "mean" -> mean(losses);
            default -> throw new OnnxException("reduction " + reduction(c) + " is not supported");
        };
    }

    /** The mean is divided by the weights, and what is ignored has none. */
    private static Term likelihood(Call c, Term logs) {
        boolean ignores = c.settings().has("ignore_index");
        long ignored = c.settings().whole("ignore_index", 0);
        Term target = ignores ? c.let("target", where(equal(c.y(), ignored), 0, c.y())) : c.y();
        Term chosen =
                takeAlong(logs, target.at(Subscript.all(), Subscript.newAxis())).axis(1);
        Term losses = neg(c.let("chosen", chosen).at(Subscript.all(), 0));
        if (!ignores && !c.has(2)) {
            return reduced(c, losses);
        }
        Term counted = ignores ? toReal(notEqual(c.y(), ignored)) : null;
        Term weight = c.has(2) ? gather(c.term(2), target) : counted;
        Term weights = c.let("weights", ignores && c.has(2) ? mul(weight, counted) : weight);
        Term weighted = c.let("losses", mul(losses, weights));
        return reduction(c).equals("mean") ? div(sum(weighted), sum(weights)) : reduced(c, weighted);
    }
}
