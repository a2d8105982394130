// SPDX-License-Identifier: Apache-2.0
package org.gradwright.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The project's pages as a site that needs no server: files that lead to each other, one style, no scripts. */
public final class Site {
    private static final String START = "README.md";

    private final Path root;
    private final Path out;

    private Site(Path root, Path out) {
        this.root = root;
        this.out = out;
    }

    /** Writes the site: the project's folder, then the folder to write to, which may exist. */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    /**
     * Writes the site.
     *
     * @param root the project's folder
     * @throws IllegalStateException naming page and link when a link leads to nothing
     */
    static void write(Path root, Path out) throws IOException {
        new Site(root.normalize(), out).write();
    }

    private void write() throws IOException {
        var pages = new ArrayList<PageText>();
        for (Page page : Page.of(root)) {
            pages.add(PageText.read(root, page));
        }
        Frame frame = Frame.of(contents(pages));
        var files = new TreeSet<Path>();
        pages.forEach(page -> files.addAll(page.turnLinks(root)));
        for (PageText page : pages) {
            put(page.page().target(), frame.around(page));
        }
        put(Path.of(Frame.STYLE), Frame.resource(Frame.STYLE));
        for (Path file : files) {
            Path copy = out.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(root.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The first page, then the pages of {@code docs} in the order of its table, which is the last place that names them. */
    private static List<PageText> contents(List<PageText> pages) {
        Map<String, PageText> bySource = pages.stream()
                .collect(Collectors.toMap(p -> p.page().source().toString().replace('\\', '/'), Function.identity()));
        var order = new LinkedHashSet<PageText>(List.of(bySource.get(START)));
        for (String link : bySource.get(START).destinations()) {
            PageText page = bySource.get(link);
            if (page != null && link.startsWith("docs/")) {
                order.remove(page);
                order.add(page);
            }
        }
        return List.copyOf(order);
    }

    private void put(Path file, String text) throws IOException {
        Path target = out.resolve(file);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
    }
}
