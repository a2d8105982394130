// SPDX-License-Identifier: Apache-2.0
package org.gradwright.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of the project.
 *
 * @param source the Markdown file, relative to the project's folder
 */
record Page(Path source) {
    private static final List<String> FOLDERS = List.of("docs", "samples", "benchmarks");
    private static final int DEEPEST = 2;

    /** All pages that are written for users, in the order of their paths. */
    static List<Page> of(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root, 1 + DEEPEST)) {
            return files.map(root::relativize)
                    .filter(Page::isForUsers)
                    .sorted()
                    .map(Page::new)
                    .toList();
        }
    }

    private static boolean isForUsers(Path file) {
        return file.toString().endsWith(".md")
                && (file.getNameCount() == 1 || FOLDERS.contains(file.getName(0).toString()))
                && Stream.of(file.toString().split("[/\\\\]")).noneMatch("target"::equals);
    }

    /** Where it lies in the site. */
    Path target() {
        String name = source.getFileName().toString();
        return source.resolveSibling(name.equals("README.md") ? "index.html" : name.replaceFirst("md$", "html"));
    }

    /** The way from this page to the site's folder, {@code "../"} for each folder that it lies in. */
    String up() {
        return "../".repeat(source.getNameCount() - 1);
    }
}
