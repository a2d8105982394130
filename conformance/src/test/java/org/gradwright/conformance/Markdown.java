// SPDX-License-Identifier: Apache-2.0
package org.gradwright.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The fenced blocks of the project's own pages. */
final class Markdown {
    /**
     * A fenced block.
     *
     * @param info what stands behind the opening fence: {@code graph}, {@code java complete}
     * @param line of the opening fence, from 1
     */
    record Block(Path page, int line, String info, String text) {
        @Override
        public String toString() {
            return page.getFileName() + ":" + line;
        }
    }

    private static final String FENCE = "```";

    private Markdown() {}

    /** Of every page of the project that is written for its users. */
    static List<Block> blocks(Path root) {
        return pages(root).flatMap(page -> of(page).stream()).toList();
    }

    private static Stream<Path> pages(Path root) {
        Stream<Path> top = Stream.of("README.md", "CONTRIBUTING.md").map(root::resolve);
        return Stream.of(top, below(root.resolve("docs")), below(root.resolve("samples")))
                .flatMap(pages -> pages)
                .filter(Files::isRegularFile);
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(f -> f.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Block> of(Path page) {
        try {
            return of(page, Files.readAllLines(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Block> of(Path page, List<String> lines) {
        var blocks = new ArrayList<Block>();
        int open = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            if (open >= 0) {
                String info = lines.get(open).substring(FENCE.length()).strip();
                blocks.add(new Block(page, open + 1, info, String.join("\n", lines.subList(open + 1, i)) + "\n"));
            }
            open = open >= 0 ? -1 : i;
        }
        return blocks;
    }
}
