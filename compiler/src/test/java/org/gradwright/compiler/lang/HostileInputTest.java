// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a text says, it ends in a model or in messages, and soon. */
@Timeout(300)
class HostileInputTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String INPUT = "input x : real[batch, 4]\n";

    static Stream<Arguments> bombs() {
        return Stream.of(
                Arguments.of("G0007", doubling("f", "f%d(f%d(x))")),
                Arguments.of("G0007", doubling("f", "f%d(x) + f%d(x)")),
                Arguments.of("G0017", chain(100)),
                Arguments.of("G0007", INPUT + "for i in 0..<90000 {\n  a = i\n  b = i\n}\n"),
                Arguments.of("G0007", INPUT + nestedLoops(8)),
                Arguments.of("G0007", INPUT + "for i in 0..<9_000_000_000 {\n}\n"),
                Arguments.of("G0008", INPUT + "a = split(zeros([4, 1000000]), 1000000, axis = 1)\n"),
                Arguments.of("G0008", INPUT + "a = unstack(zeros([100000000]))\n"),
                Arguments.of("G0008", INPUT + repeatedGradients(12)),
                Arguments.of("G0010", "input x : real[3000]\ny = exp(x)\nz = jacobian(jacobian(y, x), x)\n"),
                Arguments.of("G0010", INPUT + "a = zeros([2^20, 2^20])\n"),
                Arguments.of("G0223", "input x : real[4_000_000_000_000_000_000, 4]\ny = x\n"),
                Arguments.of("G0223", INPUT + "param W : real[1e300] = zeros\n"),
                Arguments.of("G0018", polynomials()),
                Arguments.of("G0316", "def f(x) = f(x)\n" + INPUT + "a = f(x)\n"));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void endsInAMessage(String code, String text) {
        long start = System.nanoTime();

        assertThatThrownBy(() -> Language.parse("bomb.graph", text, Options.NONE))
                .isInstanceOf(DiagnosticException.class)
                .hasMessageContaining("error[" + code + "]");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    private static String doubling(String name, String body) {
        return "def f0(x) = x + 1\n"
                + IntStream.range(1, 40)
                        .mapToObj(i -> "def " + name + i + "(x) = " + body.formatted(i - 1, i - 1) + "\n")
                        .collect(Collectors.joining())
                + INPUT
                + "a = f39(x)\n";
    }

    private static String chain(int length) {
        return "def f0(x) = x + 1\n"
                + IntStream.range(1, length)
                        .mapToObj(i -> "def f" + i + "(x) = f" + (i - 1) + "(x)\n")
                        .collect(Collectors.joining())
                + INPUT
                + "a = f" + (length - 1) + "(x)\n";
    }

    private static String nestedLoops(int depth) {
        return IntStream.range(0, depth)
                        .mapToObj(i -> "for i" + i + " in 0..<100 {\n")
                        .collect(Collectors.joining())
                + "y = x\n"
                + "}\n".repeat(depth);
    }

    private static String repeatedGradients(int times) {
        return "y0 = sum(sin(x)^3)\n"
                + IntStream.range(1, times)
                        .mapToObj(i -> "y" + i + " = sum(sin(grad(y" + (i - 1) + ", x) * y" + (i - 1) + "))\n")
                        .collect(Collectors.joining());
    }

    private static String polynomials() {
        return "input x : real[a, b, c, d]\ns0 = size(x, 0) + size(x, 1) + size(x, 2) + size(x, 3)\n"
                + IntStream.range(1, 30)
                        .mapToObj(i -> "s" + i + " = s" + (i - 1) + " * s" + (i - 1) + "\n")
                        .collect(Collectors.joining());
    }

    @Test
    void mutatedNetworksEndInAModelOrInMessages() {
        long seed = 20260101;
        Random random = new Random(seed);
        var texts = Stream.of("networks", "bad")
                .flatMap(folder -> Cases.files(folder).stream())
                .map(Cases::read)
                .toList();
        for (int i = 0; i < 600; i++) {
            String text = mutated(texts.get(random.nextInt(texts.size())), texts, random);
            long start = System.nanoTime();
            try {
                Language.parse("mutant.graph", text, Options.NONE);
            } catch (DiagnosticException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + ", mutant " + i + ":\n" + text, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(text).isLessThan(SOON);
        }
    }

    private static String mutated(String text, java.util.List<String> texts, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            mutate(mutant, texts.get(random.nextInt(texts.size())), random);
        }
        return mutant.toString();
    }

    private static void mutate(StringBuilder text, String other, Random random) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + random.nextInt(8));
        int from = random.nextInt(Math.max(1, other.length() - 8));
        switch (random.nextInt(5)) {
            case 0 -> text.delete(at, Math.min(to, text.length() - 1));
            case 1 -> text.insert(at, text.substring(at, to));
            case 2 -> text.insert(at, other, from, Math.min(other.length(), from + 1 + random.nextInt(8)));
            case 3 -> swapWords(text, other, random);
            default -> text.replace(at, at + 1, "()[]{}=+-@/'.,:0x9".charAt(random.nextInt(18)) + "");
        }
    }

    /** Puts a word or number of another text in the place of one of this text: most results still parse. */
    private static void swapWords(StringBuilder text, String other, Random random) {
        String[] words = other.split("[^A-Za-z0-9_.]+");
        String[] own = text.toString().split("[^A-Za-z0-9_.]+");
        String target = own[random.nextInt(own.length)];
        int at = target.isEmpty() ? -1 : text.indexOf(target, random.nextInt(text.length()));
        if (at >= 0) {
            text.replace(at, at + target.length(), words[random.nextInt(words.length)]);
        }
    }
}
