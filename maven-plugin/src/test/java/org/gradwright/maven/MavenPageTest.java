// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page shows the build of a project that is built, and all parameters. */
class MavenPageTest {
    private static final Path PAGE = Path.of("..", "docs", "maven.md");

    private static String block(String language) throws IOException {
        var matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static List<String> stripped(Stream<String> lines) {
        return lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void theBuildIsThatOfATestedProject() throws IOException {
        String project = Files.readString(Path.of("src/it/broken/pom.xml")).replace("@project.version@", version());
        List<String> lines = stripped(project.lines());
        List<String> shown = stripped(block("xml").lines());
        assertThat(lines).containsSubsequence(shown);
    }

    @Test
    void allParametersAreThere() throws IOException {
        List<String> parameters = Pattern.compile(
                        "<name>(\\w+)</name>(?:(?!</parameter>).)*<editable>true", Pattern.DOTALL)
                .matcher(goal("compile"))
                .results()
                .map(r -> r.group(1))
                .toList();
        assertThat(parameters).contains("emit", "skip");
        assertThat(Files.readString(PAGE))
                .contains(
                        parameters.stream().map(name -> "\n| `" + name + "` |").toList());
    }

    private static String version() throws IOException {
        return descriptor().replaceAll("(?s).*?<version>(.*?)</version>.*", "$1");
    }

    private static String goal(String name) throws IOException {
        return Stream.of(descriptor().split("<mojo>"))
                .filter(mojo -> mojo.contains("<goal>" + name + "</goal>"))
                .findFirst()
                .orElseThrow();
    }

    private static String descriptor() throws IOException {
        try (InputStream stream = CompileMojo.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
