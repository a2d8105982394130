// SPDX-License-Identifier: Apache-2.0
package org.gradwright.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SiteTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    static Path site;

    @TempDir
    Path project;

    @BeforeAll
    static void write() throws IOException {
        Site.write(ROOT, site);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    /** Well-formed, or this fails. */
    private static Document parsed(Path page) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile());
    }

    private static List<Element> elements(Document page, String name) {
        NodeList found = page.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    @Test
    void everyPageHasATitleAndTheContents() throws Exception {
        assertThat(pages()).hasSizeGreaterThan(30);
        for (Path page : pages()) {
            Document document = parsed(page);
            assertThat(elements(document, "h1")).as(page.toString()).hasSize(1);
            assertThat(elements(document, "nav")).hasSize(1);
        }
    }

    @Test
    void everyLinkLeadsToAPlaceOfTheSite() throws Exception {
        for (Path page : pages()) {
            for (Element link : elements(parsed(page), "a")) {
                String target = link.getAttribute("href");
                if (!target.contains("://")) {
                    assertThat(leadsSomewhere(page, target))
                            .as("%s: %s", page, target)
                            .isTrue();
                }
            }
        }
    }

    private static boolean leadsSomewhere(Path page, String target) throws Exception {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.isRegularFile(file) && (parts.length == 1 || hasAnchor(parsed(file), parts[1]));
    }

    private static boolean hasAnchor(Document page, String id) {
        return Stream.of("h1", "h2", "h3", "h4")
                .flatMap(level -> elements(page, level).stream())
                .anyMatch(heading -> heading.getAttribute("id").equals(id));
    }

    @Test
    void everyPictureIsThere() throws Exception {
        for (Path page : pages()) {
            for (Element picture : elements(parsed(page), "img")) {
                assertThat(page.resolveSibling(picture.getAttribute("src"))).isRegularFile();
            }
        }
    }

    @Test
    void colouringAModelKeepsItsText() throws Exception {
        String model = Files.readString(ROOT.resolve("README.md")).split("```graph\n|```")[1];
        List<String> blocks = elements(parsed(site.resolve("index.html")), "code").stream()
                .map(Element::getTextContent)
                .toList();
        assertThat(blocks).contains(model);
    }

    @Test
    void aLinkToNothingIsSaid() throws IOException {
        Files.writeString(project.resolve("README.md"), "# A\n\n[b](docs/b.md)\n");
        assertThatThrownBy(() -> Site.write(project, project.resolve("site")))
                .hasMessageContainingAll("README.md", "`docs/b.md` leads to nothing");
    }

    @Test
    void markupOfAModelIsText() throws Exception {
        Files.writeString(project.resolve("README.md"), "# A <b>\n\n```graph\nx = \"<script>\" < y # &amp;\n```\n");
        Site.write(project, project.resolve("site"));
        assertThat(elements(parsed(project.resolve("site/index.html")), "pre")
                        .get(0)
                        .getTextContent())
                .isEqualTo("x = \"<script>\" < y # &amp;\n");
    }
}
