// SPDX-License-Identifier: Apache-2.0
package org.gradwright.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.internal.util.Escaping;

/**
 * What surrounds the text of every page.
 *
 * @param template with places for title, contents, text and the way up to the site's folder
 * @param contents the pages of the column at the side
 */
record Frame(String template, List<PageText> contents) {
    static final String STYLE = "style.css";

    static Frame of(List<PageText> contents) throws IOException {
        return new Frame(resource("page.html"), contents);
    }

    /** A text that comes with the generator. */
    static String resource(String name) throws IOException {
        try (InputStream in = Frame.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String around(PageText text) {
        return template.replace("{title}", Escaping.escapeHtml(text.title()))
                .replace("{up}", text.page().up())
                .replace("{contents}", contents(text.page()))
                .replace("{text}", text.html());
    }

    private String contents(Page shown) {
        return contents.stream().map(entry -> entry(entry, shown)).collect(Collectors.joining("\n"));
    }

    private static String entry(PageText entry, Page shown) {
        String current = entry.page().equals(shown) ? " aria-current=\"page\"" : "";
        String target = entry.page().target().toString().replace('\\', '/');
        return "<a href=\"" + shown.up() + target + "\"" + current + ">" + Escaping.escapeHtml(entry.title()) + "</a>";
    }
}
