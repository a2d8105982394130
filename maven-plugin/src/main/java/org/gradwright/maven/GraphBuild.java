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
import java.util.function.Consumer;
import org.apache.maven.plugin.logging.Log;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Model;
import org.gradwright.compiler.lang.diagnostic.DiagnosticException;

/** Compiles the graphs of a project that have changed since the last build, and removes what has no graph any more. */
final class GraphBuild {
    /**
     * Folders and files of a build.
     *
     * @param project the folder that paths are relative to in the record
     * @param output where files are written
     * @param record what earlier builds have made
     */
    record Places(Path project, Path output, Path record) {
        String key(Path file) {
            return project.relativize(file).toString().replace('\\', '/');
        }
    }

    private final Places places;
    private final BuildSettings settings;
    private final Fingerprints fingerprints;
    private final Consumer<Path> changed;
    private final Log log;
    private final BuildRecord before;
    private final BuildRecord after = new BuildRecord();
    private final List<String> failed = new ArrayList<>();
    private int compiled;

    /** @param changed told each file that is written or removed */
    GraphBuild(Places places, BuildSettings settings, Fingerprints fingerprints, Consumer<Path> changed, Log log)
            throws IOException {
        this.places = places;
        this.settings = settings;
        this.fingerprints = fingerprints;
        this.changed = changed;
        this.log = log;
        this.before = BuildRecord.read(places.record());
    }

    /**
     * Builds these graphs and forgets all others.
     *
     * @return the names of those that have errors, which are logged
     * @throws IllegalArgumentException when a size is fixed that none of them has
     */
    List<String> run(List<GraphFile> graphs) throws IOException {
        var dims = new FixedDims(settings, graphs);
        for (GraphFile graph : graphs) {
            build(graph, dims);
        }
        removeStale();
        after.write(places.record());
        log.info(compiled + " of " + graphs.size() + " graphs compiled to " + places.output()
                + (compiled + failed.size() < graphs.size() ? ", the others are up to date" : ""));
        if (failed.isEmpty()) {
            dims.requireUsed();
        }
        return List.copyOf(failed);
    }

    private void build(GraphFile graph, FixedDims dims) throws IOException {
        String fingerprint = fingerprints.of(graph);
        BuildRecord.Entry old = before.get(graph.name());
        if (old.fingerprint().equals(fingerprint) && areThere(old.files())) {
            after.put(graph.name(), old);
            return;
        }
        try {
            after.put(
                    graph.name(),
                    new BuildRecord.Entry(fingerprint, write(settings.emit().files(compile(graph, dims)))));
            compiled++;
        } catch (DiagnosticException e) {
            fail(graph, e.getMessage());
        } catch (IllegalArgumentException e) {
            fail(graph, graph.name() + ": error: " + e.getMessage());
        }
    }

    /** Its files stay as they are until it is right again. */
    private void fail(GraphFile graph, String message) {
        log.error(message);
        failed.add(graph.name());
        after.put(
                graph.name(),
                new BuildRecord.Entry("failed", before.get(graph.name()).files()));
    }

    /** As they were written, and where they would be written now. */
    private boolean areThere(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = places.project().resolve(file.getKey());
            boolean exists = path.startsWith(places.output()) && Files.isRegularFile(path);
            if (!exists || !Hash.of(Files.readAllBytes(path)).equals(file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private Compilation compile(GraphFile graph, FixedDims dims) {
        String packageName = graph.packageName();
        Model model = Language.parse(graph.path(), graph.name(), dims.options(graph));
        model.warnings().forEach(w -> log.warn(w.render().stripTrailing()));
        String file = graph.path().getFileName().toString();
        return Compiler.compile(
                model.graph(), CompileOptions.DEFAULT.withPackage(packageName).withSourceFile(file));
    }

    private Map<String, String> write(Map<String, byte[]> files) throws IOException {
        var written = new TreeMap<String, String>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = places.output().resolve(file.getKey());
            String key = places.key(path);
            requireNoOther(file.getKey(), key);
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
            changed.accept(path);
            written.put(key, Hash.of(file.getValue()));
        }
        return written;
    }

    private void requireNoOther(String file, String key) {
        for (String other : after.makersOf(key)) {
            throw new IllegalArgumentException(other + " becomes " + file + " too: give one of the two graphs another"
                    + " name, in its line `graph`, or another folder");
        }
    }

    private void removeStale() throws IOException {
        TreeSet<String> stale = before.files();
        stale.removeAll(after.files());
        for (String key : stale) {
            Path path = places.project().resolve(key);
            if (Files.deleteIfExists(path)) {
                changed.accept(path);
            }
        }
    }
}
