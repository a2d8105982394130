// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/derivations.md shows of a derivation stands in that derivation. */
class DerivationsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK =
            Pattern.compile("```text derive (?<arguments>[^\n]*)\n(?<lines>.*?)```", Pattern.DOTALL);

    static Stream<Shown> blocks() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/derivations.md"));
        return BLOCK.matcher(page).results().map(Shown::of);
    }

    record Shown(String[] arguments, String lines) {
        static Shown of(MatchResult match) {
            String[] arguments = ("derive " + match.group(1)).split(" ");
            arguments[1] = ROOT.resolve(arguments[1]).toString();
            return new Shown(arguments, match.group(2));
        }

        @Override
        public String toString() {
            return String.join(" ", arguments);
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void isWhatTheCommandPrints(Shown shown) {
        String printed = CommandRun.of((Object[]) shown.arguments()).succeeds().out();
        var lines = printed.lines().map(String::strip).toList();
        assertThat(shown.lines().lines().map(String::strip).filter(l -> !l.isEmpty()))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(lines).contains(line));
    }
}
