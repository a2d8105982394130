// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.sqrt;
import static org.gradwright.compiler.build.Functions.square;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.div;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.pow;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.build.Functions;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.onnx.format.OnnxException;

/**
 * The operators of {@code ai.onnx.preview.training}: derivatives, and one step of an optimiser, whose operands are the rate
 * R, the number T of updates before this one, and for several tensors X their gradients G and states.
 */
final class Training {
    static final String DOMAIN = "ai.onnx.preview.training";

    private Training() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.several("Gradient", Training::gradient),
            Table.several("Adagrad", c -> steps(c, 3, Training::adagrad)),
            Table.several("Adam", c -> steps(c, 4, Training::adam)),
            Table.several("Momentum", c -> steps(c, 3, Training::momentum)));

    private static List<Term> gradient(Call c) {
        List<String> by = c.settings().texts("xs");
        var y = (Value.Bound) c.statements().named(c.settings().text("y", ""));
        for (int i = 0; i < by.size(); i++) {
            if (!c.node().inputs().get(i).equals(by.get(i))) {
                throw new OnnxException("a gradient at another place than `" + by.get(i) + "` is not supported");
            }
        }
        List<Term> results = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            results.add(Functions.grad(y.term(), c.term(i)));
        }
        return results;
    }

    private interface Step {
        /** The new tensor and states for a tensor, its gradient, and its states. */
        List<Term> of(Call c, Term x, List<Term> others);
    }

    /** Operands and results are grouped by kind: all tensors, all gradients, and so on. */
    private static List<Term> steps(Call c, int kinds, Step step) {
        int tensors = (c.count() - 2) / kinds;
        if (c.count() != 2 + tensors * kinds || tensors == 0) {
            throw new OnnxException(c.count() + " operands are not 2 and " + kinds + " for each tensor");
        }
        List<List<Term>> results = new ArrayList<>();
        for (int i = 0; i < tensors; i++) {
            List<Term> others = new ArrayList<>();
            for (int kind = 1; kind < kinds; kind++) {
                others.add(c.term(2 + kind * tensors + i));
            }
            results.add(step.of(c, c.term(2 + i), others));
        }
        List<Term> grouped = new ArrayList<>();
        for (int kind = 0; kind < results.get(0).size(); kind++) {
            for (List<Term> result : results) {
                grouped.add(result.get(kind));
            }
        }
        return grouped;
    }

    private static double number(Call c, String name, double absent) {
        return c.settings().number(name, absent);
    }

    /** The gradient with the decay of weights. */
    private static Term decayed(Call c, Term x, Term gradient) {
        double decay = number(c, "norm_coefficient", 0);
        return c.let("gradient", decay == 0 ? gradient : add(mul(decay, x), gradient));
    }

    private static Term count(Call c) {
        return toReal(c.y());
    }

    private static List<Term> adagrad(Call c, Term x, List<Term> others) {
        Term rate = div(c.x(), add(1, mul(count(c), number(c, "decay_factor", 0))));
        Term g = decayed(c, x, others.get(0));
        Term h = c.let("h", add(others.get(1), square(g)));
        return List.of(sub(x, div(mul(rate, g), add(sqrt(h), number(c, "epsilon", 1e-6)))), h);
    }

    private static List<Term> adam(Call c, Term x, List<Term> others) {
        double alpha = number(c, "alpha", 0.9);
        double beta = number(c, "beta", 0.999);
        Term g = decayed(c, x, others.get(0));
        Term v = c.let("v", add(mul(alpha, others.get(1)), mul(1 - alpha, g)));
        Term h = c.let("h", add(mul(beta, others.get(2)), mul(1 - beta, square(g))));
        Term t = c.let("t", count(c));
        Term adjusted = mul(c.x(), div(sqrt(sub(1, pow(beta, t))), sub(1, pow(alpha, t))));
        Term rate = c.let("rate", where(greater(t, 0), adjusted, c.x()));
        Term moved = sub(x, div(mul(rate, v), add(sqrt(h), number(c, "epsilon", 1e-6))));
        double after = number(c, "norm_coefficient_post", 0);
        return List.of(after == 0 ? moved : mul(1 - after, moved), v, h);
    }

    private static List<Term> momentum(Call c, Term x, List<Term> others) {
        double alpha = number(c, "alpha", 0);
        Term g = decayed(c, x, others.get(0));
        Term beta = where(greater(count(c), 0), Terms.of(number(c, "beta", 0)), 1);
        Term v = c.let("v", add(mul(alpha, others.get(1)), mul(beta, g)));
        boolean nesterov = c.settings().text("mode", "standard").equals("nesterov");
        return List.of(sub(x, mul(c.x(), nesterov ? add(g, mul(alpha, v)) : v)), v);
    }
}
