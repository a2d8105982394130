// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphBuildTest {
    private static final BuildSettings SOURCES = new BuildSettings(Emit.JAVA, null, Map.of(), Map.of());
    private static final String VERSION = "1";

    @TempDir
    private Path project;

    private final List<String> changed = new ArrayList<>();
    private final Messages messages = new Messages();

    @BeforeEach
    void twoGraphs() throws IOException {
        write("org/example/line.graph", "Line", "1");
        write("plane.graph", "Plane", "2");
    }

    private void write(String file, String name, String units) throws IOException {
        Path path = graphs().resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, """
                gradwright 1
                graph %s
                input x : real[batch, 1]
                output y = dense(x, %s)
                """.formatted(name, units));
    }

    private Path graphs() {
        return project.resolve("graphs");
    }

    private List<String> build() throws IOException {
        return build(VERSION, SOURCES);
    }

    /** Builds all files that are called graphs. @return the names of those with errors */
    private List<String> build(String version, BuildSettings settings) throws IOException {
        List<GraphFile> files;
        try (Stream<Path> all = Files.walk(graphs())) {
            files = all.map(f -> graphs().relativize(f).toString())
                    .filter(name -> name.endsWith(".graph"))
                    .sorted()
                    .map(name -> GraphFile.of(graphs(), name))
                    .toList();
        }
        changed.clear();
        messages.clear();
        var places = new GraphBuild.Places(project, project.resolve("out"), project.resolve("record/default.txt"));
        var fingerprints = new Fingerprints(version, settings, graphs(), files);
        return new GraphBuild(places, settings, fingerprints, file -> changed.add(places.key(file)), messages)
                .run(files);
    }

    @Test
    void theFolderIsThePackage() throws IOException {
        assertThat(build()).isEmpty();
        assertThat(changed).containsExactly("out/org/example/Line.java", "out/Plane.java");
        assertThat(project.resolve("out/org/example/Line.java")).content().contains("package org.example;");
        assertThat(project.resolve("out/Plane.java")).content().doesNotContain("package ");
    }

    @Test
    void whatHasNotChangedIsLeftAlone() throws IOException {
        build();
        build();
        assertThat(changed).isEmpty();
        assertThat(messages.all()).contains("0 of 2 graphs compiled").contains("the others are up to date");
        write("plane.graph", "Plane", "3");
        build();
        assertThat(changed).containsExactly("out/Plane.java");
    }

    @Test
    void settingsAndVersionsCount() throws IOException {
        build();
        build("2", SOURCES);
        assertThat(changed).hasSize(2);
        var doubles = new BuildSettings(Emit.JAVA, "f64", Map.of(), Map.of());
        build("2", doubles);
        assertThat(changed).hasSize(2);
        assertThat(project.resolve("out/Plane.java")).content().contains("double[] y(");
        build("2", new BuildSettings(Emit.JAVA, "f64", Map.of("batch", 3L), Map.of()));
        assertThat(changed).hasSize(2);
    }

    @Test
    void eachGraphGetsTheSizesThatItHas() throws IOException {
        Files.writeString(graphs().resolve("plane.graph"), """
                gradwright 1
                graph Plane
                input x : real[points, 1]
                output y = dense(x, 2)
                """);
        var fixed = new BuildSettings(Emit.JAVA, null, Map.of("batch", 3L, "points", 2L), Map.of());
        assertThat(build(VERSION, fixed)).isEmpty();
        assertThat(changed).hasSize(2);
        assertThat(build(VERSION, fixed)).as("again").isEmpty();
        assertThat(changed).isEmpty();
        var unknown = new BuildSettings(Emit.JAVA, null, Map.of("batch", 3L, "bach", 2L), Map.of());
        assertThatThrownBy(() -> build(VERSION, unknown))
                .hasMessage("`dims` fixes `bach`, and no graph has a dimension of that name: they have batch, points");
    }

    @Test
    void whatMayBeIncludedCounts() throws IOException {
        Path body = graphs().resolve("body.txt");
        Files.writeString(body, "gradwright 1\ndef body(x) = 2 * x\n");
        Files.writeString(graphs().resolve("plane.graph"), """
                gradwright 1
                graph Plane
                include "body.txt"
                input x : real[batch, 1]
                output y = body(x)
                """);
        build();
        Files.writeString(body, "gradwright 1\ndef body(x) = 3 * x\n");
        build();
        assertThat(changed).contains("out/Plane.java");
        assertThat(project.resolve("out/Plane.java")).content().contains("3.0f");
    }

    @Test
    void whatSomebodyHasEditedIsWrittenAgain() throws IOException {
        build();
        Files.writeString(project.resolve("out/Plane.java"), "edited");
        Files.delete(project.resolve("out/org/example/Line.java"));
        build();
        assertThat(changed).hasSize(2);
    }

    @Test
    void whatHasNoGraphAnyMoreIsRemoved() throws IOException {
        build();
        Files.delete(graphs().resolve("plane.graph"));
        write("org/example/line.graph", "Ray", "1");
        Files.writeString(project.resolve("out/Own.java"), "of somebody else");
        build();
        assertThat(changed)
                .containsExactlyInAnyOrder("out/org/example/Ray.java", "out/Plane.java", "out/org/example/Line.java");
        assertThat(project.resolve("out/Plane.java")).doesNotExist();
        assertThat(project.resolve("out/Own.java")).exists();
    }

    @Test
    void classesTakeTheSourcesPlace() throws IOException {
        build();
        build(VERSION, new BuildSettings(Emit.CLASS, null, Map.of(), Map.of()));
        assertThat(project.resolve("out/Plane.class")).exists();
        assertThat(project.resolve("out/Plane.java")).doesNotExist();
    }

    @Test
    void allErrorsAreToldAndTheRestIsBuilt() throws IOException {
        build();
        Files.writeString(graphs().resolve("plane.graph"), "gradwright 1\ngraph Plane\noutput y = z\n");
        write("org/example/line.graph", "Line", "2");
        write("1st/point.graph", "Point", "1");
        assertThat(build()).containsExactly("1st/point.graph", "plane.graph");
        assertThat(messages.all())
                .contains("plane.graph:3:12: error[G0301]: nothing is named `z`")
                .contains("1st/point.graph: error: the folder 1st names the package of the class, and `1st` is no Java"
                        + " package: rename the folder");
        assertThat(changed).containsExactly("out/org/example/Line.java");
        assertThat(build()).as("again").hasSize(2);
    }

    @Test
    void aGraphThatHasErrorsKeepsItsFilesUntilItIsGone() throws IOException {
        build();
        Files.writeString(graphs().resolve("plane.graph"), "gradwright 1\ngraph Plane\noutput y = z\n");
        build();
        assertThat(project.resolve("out/Plane.java")).exists();
        Files.delete(graphs().resolve("plane.graph"));
        build();
        assertThat(project.resolve("out/Plane.java")).doesNotExist();
    }

    @Test
    void twoGraphsOfOneClassAreRefused() throws IOException {
        write("space.graph", "Plane", "1");
        assertThat(build()).containsExactly("space.graph");
        assertThat(messages.all())
                .contains("space.graph: error: plane.graph becomes Plane.java too: give one of the two graphs another"
                        + " name, in its line `graph`, or another folder");
    }

    @Test
    void aDamagedRecordBuildsAll() throws IOException {
        build();
        Files.writeString(project.resolve("record/default.txt"), "nonsense\n");
        build();
        assertThat(changed).hasSize(2);
    }

    @Test
    void whatAProjectSaysIsChecked() {
        assertThatThrownBy(() -> Emit.of("jar")).hasMessage("`emit` is `jar`: write java or class");
        assertThatThrownBy(() -> new BuildSettings(Emit.JAVA, "f16", Map.of(), Map.of()))
                .hasMessage("the precision is `f16`: write f32 or f64");
    }
}
