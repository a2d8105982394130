// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.diagnostic.SourceFile;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever is done to a text, the parser answers with a tree and messages whose places exist. */
class ParserFuzzTest {
    private static final int ROUNDS = 400;
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\n",
            "\r\n",
            "\t",
            ";",
            "'",
            "\"",
            "`",
            "\\",
            "..",
            "..<",
            "...",
            "**",
            "=",
            "==",
            ",",
            ":",
            "-",
            "^",
            ".5",
            "5.",
            "1e9",
            "99999999999999999999",
            "#",
            "##",
            "def ",
            "for ",
            "in ",
            "if ",
            "else ",
            "next ",
            "train ",
            "with ",
            "over ",
            "set ",
            "freeze ",
            "data ",
            "fit ",
            "return ",
            "gradient ",
            "scan ",
            "emit ",
            "\u00e9",
            "\uD835\uDC65",
            "\uD835",
            "\u0000",
            "\uFEFF",
            "new",
            "none",
            " ");

    @RepeatedTest(8)
    void mutatedNetworksAreAnswered(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        List<Samples.Sample> samples = Samples.wellFormed();
        for (int round = 0; round < ROUNDS; round++) {
            String text = mutated(samples.get(random.nextInt(samples.size())).text(), random);
            check(text, "seed " + repetition.getCurrentRepetition() + ", round " + round);
        }
    }

    private static String mutated(String original, SplittableRandom random) {
        StringBuilder text = new StringBuilder(original);
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
                default -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return text.toString();
    }

    private static void check(String text, String seed) {
        SourceFile file = new SourceFile("m.graph", text);
        Diagnostics diagnostics = new Diagnostics();
        assertThat(Parser.parse(file, diagnostics)).as(seed).isNotNull();
        for (Diagnostic diagnostic : diagnostics.all()) {
            assertThat(diagnostic.span().startLine()).as(seed).isBetween(1, file.lineCount());
            assertThat(diagnostic.span().startColumn()).as(seed).isBetween(1, columns(file, diagnostic) + 1);
            assertThat(diagnostic.render()).as(seed).isNotEmpty();
        }
    }

    private static int columns(SourceFile file, Diagnostic diagnostic) {
        String line = file.line(diagnostic.span().startLine());
        return line.codePointCount(0, line.length());
    }
}
