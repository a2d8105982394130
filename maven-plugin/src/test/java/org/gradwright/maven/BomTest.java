// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM has no parent that would keep it right. */
class BomTest {
    private static final List<String> NOT_PUBLISHED = List.of("bom", "samples", "benchmarks", "conformance", "site");

    private static List<String> all(String pattern, String pom) {
        return Pattern.compile(pattern)
                .matcher(pom)
                .results()
                .map(r -> r.group(1))
                .toList();
    }

    private static String pom(String folder) throws IOException {
        return Files.readString(Path.of("..", folder, "pom.xml"));
    }

    @Test
    void itNamesEveryModuleThatIsPublished() throws IOException {
        List<String> modules = all("<module>(.*)</module>", pom("")).stream()
                .filter(module -> !NOT_PUBLISHED.contains(module))
                .map(module -> "gradwright-" + module)
                .toList();
        assertThat(all("<dependency>\\s*<groupId>.*</groupId>\\s*<artifactId>(.*)</artifactId>", pom("bom")))
                .containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void itHasTheVersionOfAll() throws IOException {
        String version = all("<version>(.*)</version>", pom("")).get(0);
        assertThat(all("<version>(.*)</version>", pom("bom")).get(0)).isEqualTo(version);
    }
}
