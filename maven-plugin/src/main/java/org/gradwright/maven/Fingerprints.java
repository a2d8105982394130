// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells whether a graph's files are up to date: they are while its text, the settings, the plugin's version, and the files
 * that it may include stay what they were.
 */
final class Fingerprints {
    private final String common;

    /**
     * @param version of the plugin
     * @param folder all of its files that are no graphs of the build may be included by any graph
     */
    Fingerprints(String version, BuildSettings settings, Path folder, List<GraphFile> graphs) throws IOException {
        Hash hash = new Hash().add(version).add(settings.toString());
        Set<Path> own = graphs.stream().map(GraphFile::path).collect(Collectors.toSet());
        for (Path file : files(folder)) {
            if (!own.contains(file)) {
                hash.add(folder.relativize(file).toString()).add(Files.readAllBytes(file));
            }
        }
        common = hash.end();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    String of(GraphFile graph) throws IOException {
        return new Hash().add(common).add(Files.readAllBytes(graph.path())).end();
    }
}
