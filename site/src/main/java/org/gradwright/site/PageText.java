// SPDX-License-Identifier: Apache-2.0
package org.gradwright.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** What stands on a page, as CommonMark with tables. */
record PageText(Page page, Node document) {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .nodeRendererFactory(CodeBlocks::new)
            .build();

    static PageText read(Path root, Page page) throws IOException {
        return new PageText(page, PARSER.parse(Files.readString(root.resolve(page.source()))));
    }

    /** The first heading; a page without one is called by its file. */
    String title() {
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                return TextContentRenderer.builder().build().render(heading).strip();
            }
        }
        return page.source().getFileName().toString();
    }

    /** Where its links lead, in order. */
    List<String> destinations() {
        var destinations = new ArrayList<String>();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                destinations.add(link.getDestination());
            }
        });
        return destinations;
    }

    /** Its links become those of the site; the answer is the files to be copied. */
    Set<Path> turnLinks(Path root) {
        return Links.turn(document, root, page);
    }

    String html() {
        return RENDERER.render(document);
    }
}
