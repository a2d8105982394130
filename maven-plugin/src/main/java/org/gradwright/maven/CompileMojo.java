// SPDX-License-Identifier: Apache-2.0
package org.gradwright.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.util.Scanner;

/**
 * Compiles graphs before the Java sources of the project, which can then use their classes. The folder of a graph names the
 * package of its class: <code>src/main/graph/org/example/iris.graph</code>.
 */
@Mojo(name = "compile", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class CompileMojo extends AbstractMojo {
    /** Where the graphs are. */
    @Parameter(property = "gradwright.sourceDirectory", defaultValue = "${project.basedir}/src/main/graph")
    private File sourceDirectory;

    /** Where Java sources are written. */
    @Parameter(defaultValue = "${project.build.directory}/generated-sources/gradwright")
    private File outputDirectory;

    /** Where classes are written. */
    @Parameter(defaultValue = "${project.build.outputDirectory}")
    private File classesDirectory;

    /**
     * What is written: <code>java</code>, a readable source for each graph, which javac compiles with the others; or
     * <code>class</code>, class files with the same bits, and with kernels for the Vector API.
     */
    @Parameter(property = "gradwright.emit", defaultValue = "java")
    private String emit;

    /** Which files are graphs; <code>**&#47;*.graph</code> if nothing is said. */
    @Parameter(property = "gradwright.includes")
    private Set<String> includes = Set.of();

    /** Which files are none, for example those that others include. */
    @Parameter(property = "gradwright.excludes")
    private Set<String> excludes = Set.of();

    /** The precision of all real numbers in place of the graphs' own: <code>f32</code> or <code>f64</code>. */
    @Parameter(property = "gradwright.precision")
    private String precision;

    /** Free sizes that are fixed, by name. */
    @Parameter
    private Map<String, Long> dims = Map.of();

    /** Constants in place of the graphs' own, by name, written as in the language. */
    @Parameter
    private Map<String, String> constants = Map.of();

    /** Compiles nothing. */
    @Parameter(property = "gradwright.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    private final BuildContext context;

    /** Maven creates it. @param context an IDE, or a build on the command line */
    @Inject
    public CompileMojo(BuildContext context) {
        this.context = context;
    }

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        if (skip) {
            getLog().info("skipped");
            return;
        }
        List<String> failed = build();
        if (!failed.isEmpty()) {
            throw new MojoFailureException("errors in " + String.join(", ", failed) + " below " + sourceDirectory
                    + "; the messages above say which");
        }
    }

    private List<String> build() throws MojoExecutionException {
        try {
            return build(new BuildSettings(Emit.of(emit), precision, dims, constants));
        } catch (IllegalArgumentException e) {
            throw new MojoExecutionException(e.getMessage());
        } catch (IOException e) {
            throw new MojoExecutionException("a file cannot be read or written: " + e, e);
        }
    }

    private List<String> build(BuildSettings settings) throws IOException {
        Path output = output(settings.emit());
        List<GraphFile> graphs = graphs();
        var fingerprints = new Fingerprints(execution.getVersion(), settings, sourceDirectory.toPath(), graphs);
        var places = new GraphBuild.Places(project.getBasedir().toPath(), output, record());
        return new GraphBuild(places, settings, fingerprints, file -> context.refresh(file.toFile()), getLog())
                .run(graphs);
    }

    private Path output(Emit kind) {
        if (kind == Emit.CLASS) {
            return classesDirectory.toPath();
        }
        project.addCompileSourceRoot(outputDirectory.getPath());
        return outputDirectory.toPath();
    }

    /** Each execution has one, for two may write different graphs. */
    private Path record() {
        return Path.of(project.getBuild().getDirectory(), "gradwright", execution.getExecutionId() + ".txt");
    }

    private List<GraphFile> graphs() {
        if (!sourceDirectory.isDirectory()) {
            return List.of();
        }
        Scanner scanner = context.newScanner(sourceDirectory, true);
        scanner.setIncludes(includes.isEmpty() ? new String[] {"**/*.graph"} : includes.toArray(String[]::new));
        scanner.setExcludes(excludes.toArray(String[]::new));
        scanner.addDefaultExcludes();
        scanner.scan();
        return Stream.of(scanner.getIncludedFiles())
                .sorted()
                .map(name -> GraphFile.of(sourceDirectory.toPath(), name))
                .toList();
    }
}
