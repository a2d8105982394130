// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.argmax;
import static org.gradwright.compiler.build.Functions.clamp;
import static org.gradwright.compiler.build.Functions.expm1;
import static org.gradwright.compiler.build.Functions.indices;
import static org.gradwright.compiler.build.Functions.maximum;
import static org.gradwright.compiler.build.Functions.minimum;
import static org.gradwright.compiler.build.Functions.reshape;
import static org.gradwright.compiler.build.Functions.softplus;
import static org.gradwright.compiler.build.Functions.tanh;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Functions.where;
import static org.gradwright.compiler.build.Std.std;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.div;
import static org.gradwright.compiler.build.Terms.equal;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.less;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.build.Functions;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.onnx.format.OnnxException;

/** Activations. */
final class Activations {
    private static final int SOFTMAX_OF_ONE_AXIS = 13;
    private static final int CLIP_OF_OPERANDS = 11;

    private Activations() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.single("Relu", c -> c.isReal(0) ? Functions.relu(c.x()) : maximum(c.x(), 0)),
            Table.unary("Sigmoid", Functions::sigmoid),
            Table.unary("Softplus", Functions::softplus),
            Table.unary("Softsign", Functions::softsign),
            Table.single("Elu", c -> std.elu(c.x()).with("alpha", alpha(c, 1))),
            Table.single("LeakyRelu", c -> std.leakyRelu(c.x()).with("alpha", alpha(c, 0.01))),
            Table.single("PRelu", c -> where(greater(c.x(), 0), c.x(), mul(slope(c), c.x()))),
            Table.single("Selu", Activations::selu),
            Table.single("Celu", Activations::celu),
            Table.single("ThresholdedRelu", c -> where(greater(c.x(), alpha(c, 1)), c.x(), 0)),
            Table.single(
                    "HardSigmoid",
                    c -> hardSigmoid(c.x(), alpha(c, 0.2), c.settings().number("beta", 0.5))),
            Table.single(
                    "HardSwish",
                    c -> mul(c.x(), clamp(add(div(c.x(), 6), 0.5)).min(0).max(1))),
            Table.single("Hardmax", Activations::hardmax),
            Table.single("Shrink", Activations::shrink),
            Table.single("Gelu", Activations::gelu),
            Table.single("Mish", c -> mul(c.x(), tanh(softplus(c.x())))),
            Table.single("Swish", c -> mul(c.x(), Functions.sigmoid(mul(alpha(c, 1), c.x())))),
            Table.single("Clip", Activations::clip),
            Table.single(
                    "Softmax",
                    c -> alongAxis(
                            c, x -> std.softmax(x), (x, axis) -> std.softmax(x).with("axis", axis))),
            Table.single(
                    "LogSoftmax",
                    c -> alongAxis(c, x -> std.logSoftmax(x), (x, axis) -> std.logSoftmax(x)
                            .with("axis", axis))));

    private static double alpha(Call c, double absent) {
        return c.settings().number("alpha", absent);
    }

    /** Before version 7, a slope for each channel. */
    private static Term slope(Call c) {
        boolean channels = c.opset() < 7 && c.rank(1) == 1 && c.rank(0) > 1 && c.size(1, 0) > 1;
        return channels ? Functions.along(c.y(), c.x(), 1) : c.y();
    }

    static Term hardSigmoid(Term x, double alpha, double beta) {
        return clamp(add(mul(alpha, x), beta)).min(0).max(1);
    }

    private static Term selu(Call c) {
        double alpha = c.settings().number("alpha", 1.67326319217681884765625);
        double gamma = c.settings().number("gamma", 1.05070102214813232421875);
        return mul(gamma, where(greater(c.x(), 0), c.x(), Elementwise.grown(alpha, c.x())));
    }

    private static Term celu(Call c) {
        Term below = mul(alpha(c, 1), expm1(div(minimum(c.x(), 0), alpha(c, 1))));
        return add(maximum(c.x(), 0), below);
    }

    private static Term hardmax(Call c) {
        return alongAxis(c, x -> Activations.largest(c, x, -1), (x, axis) -> largest(c, x, axis));
    }

    /** 1 at the first largest element along an axis, otherwise 0. */
    private static Term largest(Call c, Term x, int axis) {
        Shape shape = c.type(x).shape();
        int along = shape.axis(axis);
        Term places = Functions.along(indices(c.size(shape.size(along))), x, along);
        return toReal(equal(places, argmax(x).axis(axis).keep(true)));
    }

    private static Term shrink(Call c) {
        double lambda = c.settings().number("lambd", 0.5);
        double bias = c.settings().number("bias", 0);
        Term above = where(greater(c.x(), lambda), sub(c.x(), bias), 0);
        return where(less(c.x(), -lambda), add(c.x(), bias), above);
    }

    private static Term gelu(Call c) {
        return c.settings().text("approximate", "none").equals("tanh") ? std.geluTanh(c.x()) : std.gelu(c.x());
    }

    /** Bounds that are known are numbers of the text; others are operands. */
    private static Term clip(Call c) {
        if (c.opset() < CLIP_OF_OPERANDS) {
            double min = c.settings().number("min", Double.NEGATIVE_INFINITY);
            double max = c.settings().number("max", Double.POSITIVE_INFINITY);
            return clamped(c.x(), min, max);
        }
        boolean numbers = c.isReal(0) && (!c.has(1) || c.isKnown(1)) && (!c.has(2) || c.isKnown(2));
        double min = numbers && c.has(1) ? c.number(1) : Double.NEGATIVE_INFINITY;
        double max = numbers && c.has(2) ? c.number(2) : Double.POSITIVE_INFINITY;
        if (numbers && min <= max) {
            return clamped(c.x(), min, max);
        }
        Term above = c.has(1) ? maximum(c.x(), c.y()) : c.x();
        return c.has(2) ? minimum(above, c.term(2)) : above;
    }

    private static Term clamped(Term x, double min, double max) {
        var clamp = clamp(x);
        clamp = Double.isInfinite(min) ? clamp : clamp.min(min);
        return Double.isInfinite(max) ? (Double.isInfinite(min) ? Functions.identity(x) : clamp) : clamp.max(max);
    }

    private interface Along {
        Term apply(Term x, int axis);
    }

    /** Before version 13, an axis meant all from there on. */
    private static Term alongAxis(Call c, UnaryOperator<Term> last, Along along) {
        int rank = c.rank(0);
        if (rank == 0) {
            throw new OnnxException("a scalar has no axis");
        }
        if (c.opset() >= SOFTMAX_OF_ONE_AXIS) {
            int axis = c.axis("axis", -1);
            return axis == rank - 1 ? last.apply(c.x()) : along.apply(c.x(), axis);
        }
        int axis = c.axis("axis", Math.min(1, rank - 1));
        if (axis == rank - 1) {
            return last.apply(c.x());
        }
        Shape shape = c.shape(0);
        Size tail = shape.product(axis, rank);
        Term flat = c.let("flat", reshape(c.x(), Terms.list(c.size(shape.product(0, axis)), c.size(tail))));
        return reshape(last.apply(flat), c.list(shape));
    }
}
