// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.gradwright.compiler.graph.Evaluation;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.graph.TensorType;
import org.gradwright.compiler.interpret.Interpreter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What expressions mean: each is the value that the interpreter gives to an output. */
class MeaningTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-12);
    private static final String INPUTS = "dim batch where batch >= 2\ninput x : real[batch, 3]\ninput i : i32[batch]\n";
    private static final Map<String, Tensor> STORED = Map.of(
            "x",
            new Tensor(new int[] {2, 3}, new double[] {1, 2, 3, 4, 5, 7}),
            "i",
            new Tensor(new int[] {2}, new double[] {2, 0}),
            "p",
            Tensor.scalar(0.5),
            "s",
            Tensor.scalar(10));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 * 3 ^ 2 | 19",
                "-2 ^ 2 | -4",
                "2 ^ 3 ^ 2 | 512",
                "7 % 3 + 1 / 4 | 1.25",
                "sqrt(16) + floor(2.7) | 6",
                "sum(x) | 22",
                "sum(x[0]) | 6",
                "x[1, 2] - x[-1, -2] | 2",
                "sum(x[:, 1..]) | 17",
                "sum(x[:, ..<2]) | 12",
                "sum(x[:, 0.. by 2]) | 15",
                "sum(x[..., -1]) | 10",
                "sum(x[:, new, 0..<2]) | 12",
                "x[0, i][0] | 3",
                "mean(x) | 3.6666666666666665",
                "max(x) - min(x) | 6",
                "prod(x[0]) | 6",
                "var(x[0]) * 3 | 2",
                "var(x[0], correction = 1) | 1",
                "norm(x[0, ..<2]) ^ 2 | 5",
                "mean(argmax(x) == i) | 0.5",
                "sum(x == 2) | 1",
                "sum(x @ x') | 174",
                "sum(x' @ x) | 292",
                "sum(softmax(x)) | 2",
                "sum(log_softmax(x) - log(softmax(x))) | 0",
                "sum(cross_entropy(x, i)) - (logsumexp(x[0]) - 3 + logsumexp(x[1]) - 4) | 0",
                "sum(cross_entropy(x, one_hot(i, 3))) - sum(cross_entropy(x, i)) | 0",
                "sum(relu(x - 3)) | 7",
                "sum(leaky_relu(x[0] - 3, alpha = 0.5)) | -1.5",
                "sum(where(x > 2, x, 0)) | 19",
                "where(true, 1, 2) + maximum(2, 5) + minimum(2, 5) | 8",
                "sum(maximum(x, 4)) | 28",
                "sum(clamp(x, max = 3)) | 15",
                "sum(concat([x, x], axis = 0)) + size(concat([x, x], axis = 1), 1) | 50",
                "sum(stack([x, 2 * x])) | 66",
                "sum(split(x, 3, axis = 1)[1]) | 7",
                "sum(split(x, [1, 2], axis = 1)[1]) | 17",
                "sum(unstack(x, axis = 1)[2]) | 10",
                "sum(reshape(x, [3 * batch])) | 22",
                "sum(reshape(x, [..., 3, 1])) | 22",
                "sum(transpose(x, [1, 0])[2]) | 10",
                "sum(flip(x, axis = 1)[:, 0]) | 10",
                "sum(pad(x, 1, 0, value = 2)) | 26",
                "sum(gather(x, i, axis = 1)[0]) | 4",
                "sum(take_along(x, i[:, new], axis = 1)) | 7",
                "sum(lower_triangle(4)) | 10",
                "sum(real(indices(4))) | 6",
                "sum(zeros([2, 2]) + ones([2])) | 4",
                "sum(x * [1, 10, 100]) | 1075",
                "sum(x) / batch | 11",
                "batch * 2 | 4",
                "sum(grad(sum(x ^ 2), x)) | 44",
                "sum(grad(grad(sum(x ^ 3), x), x)) | 132",
                "sum(grad(grad(grad(sum(x ^ 4), x), x), x)) | 528",
                "sum(grad(sum(real(i)), x)) | 0",
                "sum(grad_per_example(x ^ 2, x)[0]) | 12",
                "sum(grad_per_example(x @ x[0], x)) | 34",
                "sum(jacobian(x, x)) | 6",
                "sum(jacobian(x ^ 2, x, by = \"rows\") - jacobian(x ^ 2, x, by = \"columns\")) | 0",
                "sum(jacobian(x[0], x[0])) | 0",
                "sum(jvp(x ^ 2, x, x)) | 208",
                "sum(hvp(sum(x ^ 3), x, x)) | 624",
                "sum(grad(sum(stop_gradient(x) * x), x)) | 22",
                "sum(huber([0.5, 3], [0, 0])) | 2.625",
                "sum(bce_with_logits(x, x) - bce(sigmoid(x), x)) | 0",
                "lerp(2, 4, 0.25) | 2.5",
                "sum(x > 1 and x < 5 or x == 7) | 4",
                "sum(not (x > 1)) | 1",
                "sum(real(i32(x / 2))) | 9",
                "real(sum(real(i)) == 2) | 1",
                "sum(elu(x[0] - 2)) | 0.3678794411714423",
                "sum(silu(x) - x * sigmoid(x)) | 0",
                "sum(sort(-x) * [1, 10, 100]) | -580",
                "sum(real(argsort(x, descending = true)) * [1, 10, 100]) | 24",
                "sum(real(argsort([2, 1, 2, 1])) * [1, 10, 100, 1000]) | 2031",
                "sum(top_k(x, 2)) | 17",
                "sum(real(arg_top_k(x, 1, axis = 0))) | 3",
                "sum(grad(sum(top_k(x, 2)), x)) | 4",
                "sum(cumsum(x)) | 39",
                "sum(cumsum(x, reverse = true, exclusive = true)) | 27",
                "sum(cumprod(x)) | 173",
                "sum(einsum(\"ij,kj->ik\", [x, x])) | 174",
                "sum(einsum(\"ij->j\", [x])) | 22",
                "sum(einsum(\"ii->\", [x @ x'])) | 104",
                "einsum(\"ij,j,i->\", [x[..<2], [1, 10, 100], [1, 2]]) | 1829",
                "sum(einsum(\"i,j->ji\", [x[0], x[1]])) | 96",
                "elements(x) / batch | 3",
                "sum(convolve(x[:, new], [[[1, 10]]])) | 182",
                "sum(convolve(x[:, new], [[[1, 10]]], padding = \"same\")) | 192",
                "sum(max_pool(x[:, new], 2, stride = 1)) | 17",
                "sum(avg_pool(x[:, new], 3)) | 7.333333333333333",
                "sum(flatten(x[:, new])) | 22",
                "sum(upsample2d(x[:, new, new])) | 88",
                "sum(merge_heads(split_heads(concat([x[:, :, new], 10 * x[:, :, new]], axis = 2), 2))) | 242",
                "sum(rotary_positions(x[0, new, new, ..<2])^2) | 5",
                "sum(sinusoidal_positions(1, 4)) | 2",
                "sum(dot_product_attention(x, x, x[:, ..<1], mask = x @ x' > 30)) | 8",
                "sum(dot_product_attention(x, x, x, causal = true)[0]) | 6",
                "sum(selu(x) - 1.0507009873554805 * x) | 0",
                "sum(celu(x) - x) | 0",
                "sum(mish(x) - x * tanh(log(1 + exp(x)))) | 0",
                "sum(hard_sigmoid(x)) | 5.5",
                "sum(hard_swish(x) - x * hard_sigmoid(x)) | 0",
                "sum(hard_tanh(x - 2)) | 3",
                "sum(relu6(x)) | 21",
                "sum(log_sigmoid(x) - log(sigmoid(x))) | 0",
                "sum(tanh_shrink(x) + tanh(x)) | 22",
                "sum(soft_shrink(x - 2, bound = 1)) | 7",
                "sum(glu(x[:, 0..<2]) - x[:, ..<1] * sigmoid(x[:, 1..<2])) | 0",
                "sum(absolute_error(x, 2)) | 12",
                "sum(hinge(x, -1)) | 28",
                "sum(kl_divergence([0.5, 0.5, 0], [0.25, 0.25, 0.5])) - log(2) | 0",
                "sum(cosine_similarity(x, 2 * x)) | 2",
                "gaussian_nll(1, 2, 3) * 2 - log(4 * pi) | 2",
                "sum(poisson_nll(x, exp(x))) - sum(exp(x) * (1 - x)) | 0",
                "sum(focal(x, 1, gamma = 0.0) - bce_with_logits(x, 1)) | 0",
                "triplet([0, 0], [3, 4], [6, 8]) + triplet([0, 0], [6, 8], [3, 4]) | 6",
                "sum(cross_entropy(x, i, ignore_index = 0)) - (logsumexp(x[0]) - 3) | 0",
                "sum(cross_entropy(x, i, label_smoothing = 0.3)) - sum(cross_entropy(x, 0.7 * one_hot(i, 3) + 0.1)) | 0",
                "sum(cross_entropy(x, one_hot(i, 3), label_smoothing = 0.3)) - sum(cross_entropy(x, 0.7 * one_hot(i, 3) + 0.1)) | 0"
            })
    void evaluates(String expression, double expected) {
        Model model = parse(INPUTS + "output y = " + expression + "\n");

        assertThat(value(model, "y", false)).isCloseTo(expected, Offset.offset(1e-9));
    }

    @Test
    void writesLoopsOut() {
        Model model = parse(INPUTS
                + "for k in [1, 10] with h = x, t = 0 {\n  next h = h * k\n  next t = t + k\n  emit hs = sum(h)\n}\n"
                + "output a = sum(h)\noutput b = t\noutput c = hs[1]\n");

        assertThat(value(model, "a", false)).isEqualTo(220);
        assertThat(value(model, "b", false)).isEqualTo(11);
        assertThat(value(model, "c", false)).isEqualTo(22);
    }

    @Test
    void usesTheBackwardOfADef() {
        Model model =
                parse(INPUTS + "def gentle(x, scale = 0.1) {\n  return x\n} gradient (dy) {\n  return scale * dy\n}\n"
                        + "output y = sum(gentle(x))\noutput g = sum(grad(sum(gentle(x, scale = 0.5)), x))\n");

        assertThat(value(model, "y", false)).isEqualTo(22);
        assertThat(value(model, "g", false)).isEqualTo(3);
    }

    @Test
    void givesEachResultItsShareOfABackward() {
        Model model =
                parse(INPUTS + "def two(x) {\n  return x, 2 * x\n} gradient (da, db) {\n  return da + 100 * db\n}\n"
                        + "a, b = two(x)\noutput y = grad(sum(a) + sum(b), x)[0, 0]\n");

        assertThat(value(model, "y", false)).isEqualTo(101);
    }

    @Test
    void distinguishesTrainingFromPrediction() {
        Model model = parse(INPUTS + "output y = where(training, 1, 2)\noutput d = sum(dropout(x, rate = 0))\n");

        assertThat(value(model, "y", true)).isEqualTo(1);
        assertThat(value(model, "y", false)).isEqualTo(2);
        assertThat(value(model, "d", true)).isEqualTo(22);
    }

    @Test
    void keepsStatesForTheNextStep() {
        Model model = parse("param p : real = 1\nstate s : real = zeros\nnext s = lerp(s, p, 0.1)\noutput s\n");

        Node next = model.graph().next().get("s");
        assertThat(Interpreter.evaluate(next, evaluation(true)).get()).isCloseTo(9.05, CLOSE);
        assertThat(value(model, "s", true)).isEqualTo(10);
    }

    @Test
    void passesFunctionsByNameAndWithSettings() {
        Model model = parse(INPUTS + "def twice(f : fn, x) = f(f(x))\ndef add(x, n : int) = x + n\n"
                + "output y = sum(twice(add(n = 5), x)) - sum(twice(square, x))\n");

        assertThat(value(model, "y", false)).isEqualTo(82 - (1 + 16 + 81 + 256 + 625 + 2401));
    }

    @Test
    void choosesStatementsWhenCompiling() {
        Model model = parse("""
                const deep = false
                const three = 3
                input x : real
                def f(x, n : int) {
                  if n > 2 and not deep {
                    return x * 2
                  } else if n == 1 {
                    return x
                  }
                  return x * 5
                }
                if deep {
                  y = x
                } else {
                  y = f(x, three) + f(x, 1) + f(x, 2)
                }
                output y
                """);

        Evaluation evaluation = new Evaluation(Map.of(), Map.of("x", Tensor.scalar(1)), false, 0, 1);
        assertThat(Interpreter.evaluate(model.graph().outputs().get("y"), evaluation)
                        .get())
                .isEqualTo(8);
    }

    @Test
    void infersTypes() {
        Graph graph = parse(INPUTS + "output a = x @ zeros([3, 5])\noutput b = argmax(x)\noutput c = x > 1\n"
                        + "output d = mean(x, axis = 0, keep = true)\n")
                .graph();

        assertThat(graph.outputs().values().stream().map(Node::type).map(TensorType::toString))
                .containsExactly("real[batch, 5]", "i32[batch]", "bool[batch, 3]", "real[1, 3]");
    }

    private static Model parse(String text) {
        return Language.parse("model.graph", text, Options.NONE);
    }

    private static double value(Model model, String output, boolean training) {
        return Interpreter.evaluate(model.graph().outputs().get(output), evaluation(training))
                .get();
    }

    private static Evaluation evaluation(boolean training) {
        return new Evaluation(Map.of("batch", 2), STORED, training, 1, 1);
    }
}
