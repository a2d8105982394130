// SPDX-License-Identifier: Apache-2.0
package org.gradwright.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/** Turns the links of a page, which lead to files of the project, into links of the site. */
final class Links extends AbstractVisitor {
    private final Path root;
    private final Page page;
    private final Set<Path> files = new LinkedHashSet<>();

    private Links(Path root, Page page) {
        this.root = root;
        this.page = page;
    }

    /**
     * Changes the links below a node.
     *
     * @return the files that the page leads to and that are no pages themselves, relative to the project's folder
     * @throws IllegalStateException when a link leads to nothing
     */
    static Set<Path> turn(Node document, Path root, Page page) {
        var links = new Links(root, page);
        document.accept(links);
        return links.files;
    }

    @Override
    public void visit(Link link) {
        visitChildren(link);
        if (leadsOut(link.getDestination())) {
            return;
        }
        String[] parts = link.getDestination().split("#", 2);
        Path target = existing(parts[0]);
        Path index = target.resolve("README.md");
        if (Files.isRegularFile(root.resolve(index))) {
            link.setDestination(parts[0].replaceFirst("/?$", "/index.html"));
        } else if (Files.isDirectory(root.resolve(target))) {
            unwrap(link);
        } else if (target.toString().endsWith(".md")) {
            String name = parts[0].replaceFirst("README\\.md$", "index.md").replaceFirst("md$", "html");
            link.setDestination(parts.length == 2 ? name + "#" + parts[1] : name);
        } else {
            files.add(target);
        }
    }

    @Override
    public void visit(Image image) {
        if (!leadsOut(image.getDestination())) {
            files.add(existing(image.getDestination()));
        }
    }

    private static boolean leadsOut(String destination) {
        return destination.startsWith("#") || destination.contains("://");
    }

    private Path existing(String destination) {
        Path target = page.source().resolveSibling(destination).normalize();
        if (target.startsWith("..") || !Files.exists(root.resolve(target))) {
            throw new IllegalStateException(page.source() + ": `" + destination
                    + "` leads to nothing; links are relative to their page and stay inside the project");
        }
        return target;
    }

    /** A folder without a page has no place in the site: its name stays. */
    private static void unwrap(Link link) {
        for (Node child = link.getFirstChild(); child != null; child = link.getFirstChild()) {
            link.insertBefore(child);
        }
        link.unlink();
    }
}
