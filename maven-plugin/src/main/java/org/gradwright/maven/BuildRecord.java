// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What earlier builds have made: for each graph what it was made of, and which files it became. The file has a line
 * {@code graph HASH NAME} for each graph and below it {@code file HASH PATH} for each of its files.
 */
final class BuildRecord {
    /**
     * @param fingerprint of all that the files follow from
     * @param files their hashes, by path relative to the project
     */
    record Entry(String fingerprint, Map<String, String> files) {
        Entry {
            files = new TreeMap<>(files);
        }
    }

    private final Map<String, Entry> entries = new TreeMap<>();

    /** What stands in a file; nothing if there is none or somebody has damaged it, and then everything is built. */
    static BuildRecord read(Path file) throws IOException {
        var record = new BuildRecord();
        if (Files.isRegularFile(file)) {
            String graph = "";
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", 3);
                if (words.length < 3) {
                    return new BuildRecord();
                }
                graph = words[0].equals("graph") ? words[2] : graph;
                record.add(graph, words);
            }
        }
        return record;
    }

    private void add(String graph, String[] words) {
        if (words[0].equals("graph")) {
            entries.put(graph, new Entry(words[1], Map.of()));
        } else {
            entries.computeIfAbsent(graph, g -> new Entry("", Map.of())).files().put(words[2], words[1]);
        }
    }

    void write(Path file) throws IOException {
        var lines = new ArrayList<String>();
        entries.forEach((name, entry) -> {
            lines.add("graph " + entry.fingerprint() + " " + name);
            entry.files().forEach((path, hash) -> lines.add("file " + hash + " " + path));
        });
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    /** What is known of a graph; nothing that fits anything if it is new. */
    Entry get(String graph) {
        return entries.getOrDefault(graph, new Entry("", Map.of()));
    }

    void put(String graph, Entry entry) {
        entries.put(graph, entry);
    }

    /** All files of all graphs. */
    TreeSet<String> files() {
        var files = new TreeSet<String>();
        entries.values().forEach(e -> files.addAll(e.files().keySet()));
        return files;
    }

    /** The graphs that became this file. */
    List<String> makersOf(String path) {
        return entries.keySet().stream()
                .filter(g -> entries.get(g).files().containsKey(path))
                .toList();
    }
}
