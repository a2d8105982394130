// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.random;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.LoadedStep;
import org.gradwright.compiler.emit.StepClass;
import org.gradwright.compiler.emit.bytecode.ClassFiles;
import org.gradwright.compiler.fuse.Fusion;
import org.gradwright.compiler.fuse.WrittenCode;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.runtime.TrainingStep;

/** What may be wrong with the compilation of a model: a description, or nothing. */
final class Check {
    /** Rewriting sums of a few hundred terms and three steps of training change no more. */
    private static final double TOLERANCE = 1e-10;

    private Check() {}

    /** Compiled as users do. */
    static Optional<String> compiled(Graph graph) {
        return agreesWithInterpreter(
                graph, g -> Compiler.compile(g, CompileOptions.DEFAULT).step());
    }

    /** Compiled to loops, small as it may be. */
    static Optional<String> compiledToLoops(Graph graph) {
        return agreesWithInterpreter(graph, g -> Compiler.compile(g, CompileOptions.DEFAULT, Fusion::fuse)
                .step());
    }

    /** Compiled to loops that three threads share, small as they may be: each value is the same, to the bit. */
    static Optional<String> sharedByThreads(Graph graph) {
        return guarded(() -> {
            StepClass step = divided(graph, CompileOptions.DEFAULT).step();
            try (TrainingStep alone = create(step);
                    TrainingStep together = create(step)) {
                together.threads(3);
                return difference(Run.compiled(graph, step, together), Run.compiled(graph, step, alone), 0);
            }
        });
    }

    /** Compiled so that even small kernels can be divided. */
    static Compilation divided(Graph graph, CompileOptions options) {
        var written = new WrittenCode();
        return Compiler.compile(graph, options, spec -> Fusion.fuse(spec, 0, written));
    }

    /** Compiled without the optimiser: kernels of other forms. */
    static Optional<String> unoptimised(Graph graph) {
        return agreesWithInterpreter(graph, g -> Stages.unoptimised(g, UnaryOperator.identity()));
    }

    /** The memory plan lets buffers share memory only where nobody notices. */
    static Optional<String> planned(Graph graph) {
        return guarded(() -> {
            Map<String, double[]> shared = run(graph, Stages.unoptimised(graph, UnaryOperator.identity()));
            Map<String, double[]> apart = run(graph, Stages.unoptimised(graph, OwnMemory::plan));
            return difference(shared, apart, 0);
        });
    }

    private static Optional<String> agreesWithInterpreter(Graph graph, Function<Graph, StepClass> compile) {
        return guarded(() -> {
            StepClass step = compile.apply(graph);
            try (TrainingStep model = create(step)) {
                var start = new LinkedHashMap<String, double[]>();
                model.variables().forEach(v -> start.put(v.path(), v.doubles()));
                Map<String, double[]> actual = Run.compiled(graph, step, model);
                return difference(actual, Run.interpreted(graph, start), TOLERANCE);
            }
        });
    }

    private static TrainingStep create(StepClass step) {
        return LoadedStep.define(ClassFiles.of(step)).create(Run.SEED);
    }

    static Map<String, double[]> run(Graph graph, StepClass step) {
        try (TrainingStep model = create(step)) {
            return Run.compiled(graph, step, model);
        }
    }

    private interface Attempt {
        Optional<String> run();
    }

    private static Optional<String> guarded(Attempt attempt) {
        try {
            return attempt.run();
        } catch (RuntimeException | LinkageError e) {
            String frames = Arrays.stream(e.getStackTrace())
                    .limit(4)
                    .map(f -> "\n    at " + f)
                    .collect(java.util.stream.Collectors.joining());
            return Optional.of(e + frames);
        }
    }

    /** Where values differ by more than a tolerance, relative to those above 1. */
    static Optional<String> difference(Map<String, double[]> actual, Map<String, double[]> expected, double tolerance) {
        if (!actual.keySet().equals(expected.keySet())) {
            return Optional.of("shows " + actual.keySet() + ", not " + expected.keySet());
        }
        for (String name : expected.keySet()) {
            double[] a = actual.get(name);
            double[] e = expected.get(name);
            if (a.length != e.length) {
                return Optional.of(name + " has " + a.length + " elements, not " + e.length);
            }
            for (int i = 0; i < a.length; i++) {
                if (!isClose(a[i], e[i], tolerance)) {
                    return Optional.of(name + "[" + i + "] is " + a[i] + ", not " + e[i]);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isClose(double a, double e, double tolerance) {
        return Double.compare(a, e) == 0 || Math.abs(a - e) <= tolerance * Math.max(1, Math.abs(e));
    }
}
