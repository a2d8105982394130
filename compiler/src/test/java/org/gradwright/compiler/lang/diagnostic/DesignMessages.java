// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.diagnostic;

import java.util.List;
import java.util.function.Function;

/** The messages that the language's design shows, built by hand. */
final class DesignMessages {
    private DesignMessages() {}

    /** A line of a file, for spans in it. */
    record SampleLine(SourceFile file, int number) {
        Span at(int column, int length) {
            return Span.onLine(file, number, column, column + length);
        }
    }

    private static Diagnostic sample(int line, String text, Function<SampleLine, Diagnostic> message) {
        return message.apply(new SampleLine(new SourceFile("model.graph", "\n".repeat(line - 1) + text + "\n"), line));
    }

    static final List<Diagnostic> ALL = List.of(
            sample(8, "h1 = dense(x, 512);", line -> Diagnostic.error(
                            "G0104", line.at(19, 1), "statements end with the line, without `;`")
                    .help("delete it")),
            sample(12, "for l in 0..4 with h = x {", line -> Diagnostic.error(
                            "G0105", line.at(11, 2), "`..` does not say whether 4 is included")
                    .help("write `0..<4` for 0, 1, 2, 3")),
            sample(9, "mid = 0 < x < 1", line -> Diagnostic.error("G0107", line.at(13, 1), "comparisons do not chain")
                    .help("write `0 < x and x < 1`")),
            sample(
                    15,
                    "  + 0.1 * penalty",
                    line -> Diagnostic.error("G0108", line.at(3, 1), "a statement cannot begin with `+`")
                            .label("continues line 14?")
                            .help(
                                    "a line break ends a statement except inside ( ) or [ ]: put parentheses around the whole expression")),
            sample(9, "z = h @ W2", line -> Diagnostic.error(
                            "G0207", line.at(7, 1), "`@` needs equal inner sizes, 512 is not 784")
                    .underline(line.at(5, 1), "real[batch, 512]")
                    .underline(line.at(9, 2), "real[784, 10], declared at 4:7")
                    .help("did you mean `W2'`? it is real[10, 784]; or declare W2 : real[512, 10]")),
            sample(11, "s = c + z2a", line -> Diagnostic.error(
                            "G0208", line.at(7, 1), "`+` cannot fit 32 to 128 in axis 1")
                    .underline(line.at(5, 1), "real[batch, 32]")
                    .underline(line.at(9, 3), "real[batch, 128]")
                    .help("sizes must be equal or 1; z2a gets its 128 from `dense(h, 128)` at 7:7")),
            sample(12, "loss = mean((p - y)^2)", line -> Diagnostic.error(
                            "G0209", line.at(16, 1), "`-` would enlarge both sides to real[batch, batch]")
                    .underline(line.at(14, 1), "real[batch, 1]")
                    .underline(line.at(18, 1), "real[batch]")
                    .help("write `p[:, 0] - y` (or `p - y[:, new]`); for all pairs write `p - y[new, :]`")),
            sample(7, "c1 = conv2d(x, 6, kernel = 5)", line -> Diagnostic.error(
                            "G0210", line.at(13, 1), "`conv2d` takes x : real[batch, c, height, width], rank 4")
                    .label("real[batch, 784], rank 2")
                    .help("`reshape(x, [batch, 1, 28, 28])` has the same 784 elements")),
            sample(14, "h = attention(e, heads = 5)", line -> Diagnostic.error(
                            "G0211", line.at(18, 9), "128 is not divisible by 5")
                    .note(
                            "needed by `size / heads` at std.graph:66:58; size = 128 is the last axis of e : real[batch, time, 128]")
                    .help("choose heads from 1, 2, 4, 8, 16, 32, 64, 128")),
            sample(10, "loss = mean(cross_entropy(logits, label))", line -> Diagnostic.error(
                            "G0212",
                            line.at(35, 5),
                            "`cross_entropy` takes class numbers i32[batch] or probabilities real[batch, 10]")
                    .label("real[batch], declared at 4:7")
                    .help("declare `input label : i32[batch]`")),
            sample(5, "param W : real[batch, 10] = zeros", line -> Diagnostic.error(
                            "G0213", line.at(16, 5), "a parameter needs a known size")
                    .label("free at run time")
                    .help("for one row per class write a number or a `const`; a value per example is an `input`")),
            sample(9, "p = softmax(logit)", line -> Diagnostic.error(
                            "G0301", line.at(13, 5), "nothing is named `logit`")
                    .help("did you mean `logits` (8:1)?")),
            sample(
                    9,
                    "h = dense(h, 512)",
                    line -> Diagnostic.error("G0302", line.at(1, 1), "`h` already has a value")
                            .label("bound at 8:1")
                            .help(
                                    "a name is bound once, parameters are called after it: write `h2 = dense(h, 512)`; for a chain see `for`")),
            sample(8, "z = dense(dense(x, 512), 10)", line -> Diagnostic.error(
                            "G0303", line.at(11, 5), "two layers with parameters, but one name")
                    .label("this one has no name")
                    .help("bind it: `h = dense(x, 512)`, then `z = dense(h, 10)`")),
            sample(8, "h = dense(x, 512, activaton = relu)", line -> Diagnostic.error(
                            "G0305", line.at(19, 9), "`dense` has no argument or parameter `activaton`")
                    .label("did you mean `activation`?")
                    .note("dense(x : real[..., n], units, activation, bias, init), parameters W, b")),
            sample(19, "  next mu = lerp(mu, m2, 0.1)", line -> Diagnostic.error(
                            "G0308", line.at(3, 7), "state `mu` already gets its next value")
                    .note("at 18:3; a shared layer with state may be applied in training once")
                    .help("combine both: `next mu = lerp(mu, (m1 + m2) / 2, 0.1)`")),
            sample(6, "  if training {", line -> Diagnostic.error(
                            "G0309",
                            line.at(6, 8),
                            "`if` is decided when compiling; `training` differs between step and predict")
                    .help("write `where(training, a, b)`")),
            sample(16, "b = encoder(right)", line -> Diagnostic.error(
                            "G0310", line.at(13, 5), "shared layer `encoder` fixed W : real[64, 32] at 15:5")
                    .label("real[batch, 48] would need real[48, 32]")
                    .help("give both inputs the same last size, or use two layers")),
            sample(31, "  freeze embd.**", line -> Diagnostic.error(
                            "G0401", line.at(10, 7), "pattern matches no parameter")
                    .help("did you mean `embed.**` (1 parameter)? there are embed.W, h[0..<4].*, logits.W, logits.b")),
            sample(13, "train cross_entropy(logits, label) with adam(lr = 0.001)", line -> Diagnostic.error(
                            "G0402", line.at(7, 28), "the trained value must be one number")
                    .label("real[batch]")
                    .help("write `mean(cross_entropy(logits, label))`")),
            sample(6, "param scale : real = 1", line -> Diagnostic.warning(
                            "G0403", line.at(7, 5), "training never changes `scale`: the loss does not depend on it")
                    .help("use it, delete it, or put `freeze scale` in the train block")),
            sample(2, "include \"../../shared/blocks.graph\"", line -> Diagnostic.error(
                            "G0012", line.at(9, 27), "an include must stay inside the project")
                    .label("leaves the project")
                    .help("copy it to src/main/graph and include \"blocks.graph\"")));
}
