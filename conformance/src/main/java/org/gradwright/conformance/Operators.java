// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwright.compiler.autodiff.Gradients;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;

/** The notation's operators, one entry each. */
final class Operators {
    /** The operation that returns its operand, as a node of its own. */
    static final Pointwise IDENTITY = Pointwise.byName().get("identity");

    private static final Map<String, Operator> ALL = Stream.of(
                    pointwise(), selection(), shapes(), reductions(), layers(), losses())
            .flatMap(table -> table.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Operators() {}

    /** The operator of a name. @throws QuestionException when there is none */
    static Operator named(String name) {
        Operator operator = ALL.get(name);
        if (operator == null) {
            throw new QuestionException("operator `" + name + "` is not supported; supported are "
                    + ALL.keySet().stream().sorted().collect(Collectors.joining(" ")));
        }
        return operator;
    }

    private static Map<String, Operator> pointwise() {
        return Map.ofEntries(
                binary("add", Ops::add),
                binary("sub", Ops::sub),
                binary("mul", Ops::mul),
                binary("div", Ops::div),
                binary("pow", Ops::pow),
                binary("maximum", Ops::maximum),
                binary("minimum", Ops::minimum),
                binary("matmul", Ops::matmul),
                unary("identity", (g, x) -> g.node(IDENTITY, x)),
                unary("neg", Ops::neg),
                unary("exp", Ops::exp),
                unary("log", Ops::log),
                unary("sin", Ops::sin),
                unary("cos", Ops::cos),
                unary("tan", Ops::tan),
                unary("tanh", Ops::tanh),
                unary("sigmoid", Ops::sigmoid),
                unary("relu", Ops::relu),
                unary("sqrt", Ops::sqrt),
                unary("square", Ops::square),
                unary("abs", Ops::abs),
                unary("sign", Ops::sign),
                unary("reciprocal", Ops::reciprocal),
                unary("erf", Ops::erf),
                unary("log1p", Ops::log1p),
                unary("expm1", Ops::expm1),
                unary("atan", Ops::atan),
                unary("asin", Ops::asin),
                unary("sinh", Ops::sinh),
                unary("cosh", Ops::cosh),
                unary("softplus", Ops::softplus),
                unary("gelu", Activations::gelu),
                unary("silu", (g, x) -> g.mul(x, g.sigmoid(x))));
    }

    private static Map<String, Operator> selection() {
        return Map.ofEntries(
                binary("greater", Ops::greater),
                binary("less", Ops::less),
                binary("greater_equal", Ops::greaterEqual),
                binary("equal", Ops::equal),
                entry("where", c -> c.g().where(c.argument(0), c.argument(1), c.argument(2))),
                entry("leaky_relu", Activations::leakyRelu),
                entry("elu", Activations::elu),
                entry("clamp", Activations::clamp),
                unary("stop_gradient", Ops::stopGradient),
                entry("grad", c -> Gradients.of(c.x(), List.of(c.y())).get(0)));
    }

    private static Map<String, Operator> shapes() {
        return Map.ofEntries(
                entry("reshape", c -> c.g().reshape(c.x(), Rearrangement.reshaped(c))),
                entry("transpose", Rearrangement::transpose),
                entry("broadcast_to", Rearrangement::broadcastTo),
                entry("concat", c -> c.g().concat(c.arguments(), c.attributes().whole("axis"))),
                entry("stack", c -> c.g().stack(c.arguments(), c.attributes().whole("axis"))),
                entry("slice", Rearrangement::slice),
                entry("flip", Rearrangement::flip),
                entry("pad", Rearrangement::pad),
                entry("gather", c -> c.g().gather(c.x(), c.y(), c.attributes().whole("axis"))),
                entry("take_along", Rearrangement::takeAlong));
    }

    private static Map<String, Operator> reductions() {
        return Map.ofEntries(
                reduction("sum", Ops::sum),
                reduction("mean", Ops::mean),
                reduction("max", Ops::max),
                reduction("min", Ops::min),
                reduction("prod", Ops::prod),
                reduction("logsumexp", Ops::logsumexp),
                reduction("norm2", Ops::norm),
                entry("var", c -> c.g().var(
                                c.x(), c.axes(), c.keep(), c.attributes().number("correction", 0))),
                entry("cumsum", Rearrangement::cumsum),
                entry("cumprod", c -> c.g().cumprod(c.x(), c.attributes().whole("axis"))));
    }

    private static Map<String, Operator> layers() {
        return Map.ofEntries(
                entry("conv2d", Pictures::convolve),
                entry("conv_transpose2d", Pictures::convolveTransposed),
                entry("max_pool2d", Pictures::maxPool),
                entry("avg_pool2d", Pictures::averagePool),
                entry(
                        "softmax",
                        c -> Activations.softmax(c.g(), c.x(), c.attributes().whole("axis"))),
                entry(
                        "log_softmax",
                        c -> Activations.logSoftmax(c.g(), c.x(), c.attributes().whole("axis"))),
                entry("batchnorm_train", Normalisation::batchTraining),
                entry("batchnorm_eval", Normalisation::batchEvaluation),
                entry("layernorm", Normalisation::layer));
    }

    private static Map<String, Operator> losses() {
        return Map.ofEntries(
                entry("cross_entropy", Losses::crossEntropy),
                entry("bce_with_logits", Losses::bceWithLogits),
                entry("bce", Losses::bce),
                entry("mse", Losses::meanSquaredError));
    }

    private static Map.Entry<String, Operator> entry(String name, Operator operator) {
        return Map.entry(name, operator);
    }

    private static Map.Entry<String, Operator> unary(String name, Operator.Unary operator) {
        return entry(name, c -> operator.apply(c.g(), c.x()));
    }

    private static Map.Entry<String, Operator> binary(String name, Operator.Binary operator) {
        return entry(name, c -> operator.apply(c.g(), c.x(), c.y()));
    }

    private static Map.Entry<String, Operator> reduction(String name, Operator.Reduction operator) {
        return entry(name, c -> operator.apply(c.g(), c.x(), c.axes(), c.keep()));
    }
}
