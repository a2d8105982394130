// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.abs;
import static org.gradwright.compiler.build.Functions.along;
import static org.gradwright.compiler.build.Functions.mean;
import static org.gradwright.compiler.build.Functions.norm;
import static org.gradwright.compiler.build.Functions.pad;
import static org.gradwright.compiler.build.Functions.reciprocal;
import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.sqrt;
import static org.gradwright.compiler.build.Functions.square;
import static org.gradwright.compiler.build.Functions.sum;
import static org.gradwright.compiler.build.Functions.var;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Std.std;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.div;
import static org.gradwright.compiler.build.Terms.equal;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.pow;
import static org.gradwright.compiler.build.Terms.sub;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;

/** Normalisation. */
final class Normalisations {
    private static final int GROUPS_SCALE_CHANNELS = 21;
    private static final int TRAINING_IS_AN_ATTRIBUTE = 14;

    private Normalisations() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.several("BatchNormalization", Normalisations::batch),
            Table.single("InstanceNormalization", Normalisations::instance),
            Table.several("LayerNormalization", Normalisations::layer),
            Table.single("GroupNormalization", Normalisations::group),
            Table.single("RMSNormalization", Normalisations::rootMeanSquare),
            Table.single("MeanVarianceNormalization", Normalisations::meanVariance),
            Table.single("LpNormalization", Normalisations::length),
            Table.single("LRN", Normalisations::localResponse));

    private static double epsilon(Call c) {
        return c.settings().number("epsilon", 1e-5);
    }

    /**
     * With the statistics that the file holds; in its training mode, with those of the batch. Where nobody in the file reads
     * the running statistics that the training mode gives, they are kept as its authors mean them: they take part in training
     * steps, and prediction goes by them.
     */
    private static List<Term> batch(Call c) {
        boolean trains =
                c.opset() < TRAINING_IS_AN_ATTRIBUTE ? c.wants(1) : c.settings().flag("training_mode", false);
        if (!trains) {
            return List.of(scaled(c, c.state(3), c.state(4)));
        }
        List<Integer> rest =
                IntStream.range(0, c.rank(0)).filter(axis -> axis != 1).boxed().toList();
        Term mu = c.let("mean", mean(c.x()).axis(rest));
        Term sigma2 = c.let("var", var(c.x()).axis(rest));
        Term runningMean = running(c, 3, mu);
        Term runningVar = running(c, 4, sigma2);
        if (c.isTable(3) && c.isTable(4) && !c.isRead(1) && !c.isRead(2)) {
            c.network().next(c.state(3), c.let("running_mean", runningMean));
            c.network().next(c.state(4), c.let("running_var", runningVar));
            return List.of(scaled(c, chosen(c, mu, 3), chosen(c, sigma2, 4)));
        }
        return List.of(scaled(c, mu, sigma2), runningMean, runningVar, mu, sigma2);
    }

    private static Term chosen(Call c, Term ofBatch, int input) {
        return c.let("used", where(Terms.training, ofBatch, c.state(input)));
    }

    private static Term running(Call c, int input, Term ofBatch) {
        var kept = BigDecimal.valueOf(c.settings().number("momentum", 0.9));
        double share = BigDecimal.ONE.subtract(kept).doubleValue();
        return std.lerp(c.network().latest(c.state(input)), ofBatch, share);
    }

    private static Term scaled(Call c, Term mu, Term sigma2) {
        Term deviation = sqrt(add(along(sigma2, c.x(), 1), epsilon(c)));
        Term xhat = c.let("hat", div(sub(c.x(), along(mu, c.x(), 1)), deviation));
        return add(mul(along(c.y(), c.x(), 1), xhat), along(c.term(2), c.x(), 1));
    }

    private static Term instance(Call c) {
        Term xhat = hat(c, c.x(), Windows.trailing(c), epsilon(c));
        return add(mul(along(c.y(), c.x(), 1), xhat), along(c.term(2), c.x(), 1));
    }

    private static Term hat(Call c, Term x, List<Integer> axes, double epsilon) {
        Term mu = c.let("mean", mean(x).axis(axes).keep(true));
        Term sigma2 = c.let("var", var(x).axis(axes).keep(true));
        return c.let("hat", div(sub(x, mu), sqrt(add(sigma2, epsilon))));
    }

    private static List<Term> layer(Call c) {
        List<Integer> axes =
                IntStream.range(c.axis("axis", -1), c.rank(0)).boxed().toList();
        Term mu = c.let("mean", mean(c.x()).axis(axes).keep(true));
        Term sigma2 = c.let("var", var(c.x()).axis(axes).keep(true));
        Term scale = c.let("scale", reciprocal(sqrt(add(sigma2, epsilon(c)))));
        Term xhat = c.let("hat", mul(sub(c.x(), mu), scale));
        Term result = mul(xhat, c.y());
        return List.of(c.has(2) ? add(result, c.term(2)) : result, mu, scale);
    }

    private static Term rootMeanSquare(Call c) {
        List<Integer> axes =
                IntStream.range(c.axis("axis", -1), c.rank(0)).boxed().toList();
        Term power = mean(square(c.x())).axis(axes).keep(true);
        return mul(div(c.x(), sqrt(add(power, epsilon(c)))), c.y());
    }

    private static Term group(Call c) {
        int groups = (int) c.settings().whole("num_groups", 1);
        int[] sizes = c.sizes(0);
        int inner = IntStream.range(2, sizes.length).map(i -> sizes[i]).reduce(1, Math::multiplyExact);
        Term apart = c.let("groups", reshape(c.x(), List.of(sizes[0], groups, sizes[1] / groups, inner)));
        Term hat = hat(c, apart, List.of(2, 3), epsilon(c));
        if (c.opset() < GROUPS_SCALE_CHANNELS) {
            Term scaled = c.let("scaled", add(mul(hat, along(c.y(), hat, 1)), along(c.term(2), hat, 1)));
            return reshape(scaled, c.list(c.shape(0)));
        }
        Term back = c.let("channels", reshape(hat, c.list(c.shape(0))));
        return add(mul(back, along(c.y(), back, 1)), along(c.term(2), back, 1));
    }

    private static Term meanVariance(Call c) {
        List<Integer> axes = c.settings().wholes("axes", List.of(0, 2, 3));
        Term mu = c.let("mean", mean(c.x()).axis(axes).keep(true));
        Term deviation = sqrt(var(c.x()).axis(axes).keep(true));
        return div(sub(c.x(), mu), add(deviation, 1e-9));
    }

    /** Of length one; zeros stay zeros. */
    private static Term length(Call c) {
        int axis = c.axis("axis", -1);
        boolean straight = c.settings().whole("p", 2) == 1;
        Term length = c.let(
                "length",
                straight
                        ? sum(abs(c.x())).axis(axis).keep(true)
                        : norm(c.x()).axis(axis).keep(true));
        return div(c.x(), where(equal(length, 0), 1, length));
    }

    /** Divided by what happens in the neighbouring channels. */
    private static Term localResponse(Call c) {
        int size = (int) c.settings().whole("size", 1);
        int channels = c.size(0, 1);
        Term squares =
                c.let("squares", pad(square(c.x()), (size - 1) / 2, size / 2).axis(1));
        Term sum = IntStream.range(0, size)
                .<Term>mapToObj(i -> squares.at(Subscript.all(), Subscript.between(i, i + channels)))
                .reduce((a, b) -> add(a, b))
                .orElseThrow();
        double alpha = c.settings().number("alpha", 1e-4);
        Term base = add(c.settings().number("bias", 1), mul(alpha / size, sum));
        return div(c.x(), pow(base, c.settings().number("beta", 0.75)));
    }
}
