// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that a page shows has the options that it is shown with, and the samples that it names are there. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^(?: {4}|\\$ )(?:\\./)?gradwright ([a-z]+\\b(?![.:])[^\n|>#]*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    record Shown(Path page, String text) {
        List<String> words() {
            return WORD.matcher(text)
                    .results()
                    .map(word -> Stream.of(1, 2, 3)
                            .map(word::group)
                            .filter(group -> group != null)
                            .findFirst()
                            .orElseThrow())
                    .toList();
        }
    }

    static List<Shown> commands() throws IOException {
        var commands = new ArrayList<Shown>();
        for (Path page : pages()) {
            String text = Files.readString(page).replace("\\\n", " ");
            COMMAND.matcher(text)
                    .results()
                    .map((MatchResult command) -> command.group(1))
                    .forEach(shown -> commands.add(new Shown(page, shown)));
        }
        return commands;
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        for (String folder : List.of("docs", "samples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder), 2)) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandThatIsShownIsUnderstood(Shown shown) {
        List<String> words = shown.words();
        assertThatCode(() -> Main.commandLine().parseArgs(words.toArray(String[]::new)))
                .as(shown.toString())
                .doesNotThrowAnyException();
        words.stream()
                .filter(word -> word.startsWith("samples/") && word.endsWith(".graph"))
                .forEach(model -> assertThat(ROOT.resolve(model)).isRegularFile());
    }
}
