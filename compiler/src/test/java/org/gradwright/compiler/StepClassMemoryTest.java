// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Variable;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;

/** What a generated class keeps from call to call, and that it goes away. */
class StepClassMemoryTest extends ModelOfNodes {
    @Test
    void parametersSurviveWhenTheArenaGrows() {
        mlp();
        try (var small = model();
                var large = model()) {
            large.stepWith(new double[4000], new double[2000]);
            large.restore(small.snapshot());
            for (int batch : new int[] {1, 50, 3}) {
                double[] x = new double[4 * batch];
                Arrays.setAll(x, i -> Math.sin(i));
                assertThat(small.stepWith(x, new double[2 * batch]))
                        .isEqualTo(large.stepWith(x, new double[2 * batch]));
            }
            assertThat(small.parameter("h.W").doubles())
                    .isEqualTo(large.parameter("h.W").doubles());
        }
    }

    @Test
    void aStepAllocatesNothing() throws ReflectiveOperationException {
        mlp();
        try (var model = compile(Precision.F32).load().create(1)) {
            var step = java.lang.invoke.MethodHandles.publicLookup()
                    .unreflect(model.getClass().getMethod("step", float[].class, float[].class))
                    .asType(java.lang.invoke.MethodType.methodType(
                            float.class, TrainingStep.class, float[].class, float[].class));
            float[] x = new float[40];
            float[] t = new float[20];
            assertThat(allocated(step, model, x, t)).isLessThan(200);
        }
    }

    /** Bytes a hundred steps; the least of some attempts, because the first ones link and count. */
    private static long allocated(java.lang.invoke.MethodHandle step, TrainingStep model, float[] x, float[] t) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        try {
            for (int attempt = 0; attempt < 20; attempt++) {
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 100; i++) {
                    float ignored = (float) step.invokeExact(model, x, t);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        return least;
    }

    @Test
    void swappedStatesAndTheOldValueInAnOutput() {
        Node a = variable(Variable.Kind.STATE, "a", 2);
        Node b = variable(Variable.Kind.STATE, "b", 2);
        next.put("a", b);
        next.put("b", G.add(a, G.constant(1)));
        loss = G.sum(G.mul(a, real("x", Size.of(2))), List.of(0), false);
        try (var model = model()) {
            assertThat(model.stepWith((Object) new double[] {1, 1})).isEqualTo(2);
            assertThat(model.parameter("a").doubles()).containsExactly(1, 1);
            assertThat(model.parameter("b").doubles()).containsExactly(2, 2);
            assertThat(model.stepWith((Object) new double[] {1, 1})).isEqualTo(2);
            assertThat(model.parameter("a").doubles()).containsExactly(2, 2);
        }
    }

    /** Copy and update are of one shape and meet in one kernel. */
    @Test
    void aStateTakesWhatAParameterWasBeforeTheStep() {
        Node w = variable(Variable.Kind.PARAMETER, "w");
        variable(Variable.Kind.STATE, "old");
        next.put("old", w);
        loss = G.mul(w, G.mean(real("x", BATCH), List.of(0), false));
        try (var model = model()) {
            model.stepWith((Object) new double[] {2});
            assertThat(model.parameter("w").doubles()).containsExactly(0.8);
            assertThat(model.parameter("old").doubles()).containsExactly(1);
        }
    }

    /** Copies cost no arithmetic; yet many of them are too much code for one method. */
    @Test
    void manyStatesThatOnlyMove() {
        for (int i = 0; i < 600; i++) {
            variable(Variable.Kind.STATE, "s[" + i + "]");
        }
        for (int i = 0; i < 600; i++) {
            next.put("s[" + i + "]", variables.get((i + 1) % 600));
        }
        loss = G.sum(real("x", BATCH), List.of(0), false);
        assertThat(compile(Precision.F32).classFile().largestMethod()).isLessThan(8000);
    }

    @Test
    void theClassLivesInItsPackageAndGoesAway() throws InterruptedException {
        mlp();
        var reference = new WeakReference<ClassLoader>(unload());
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(reference.get()).isNull();
    }

    private ClassLoader unload() {
        var graph = new Graph("Net", Precision.F32, dims, inputs, variables, outputs, metrics, next, Optional.empty());
        LoadedStep loaded = Compiler.compile(graph, CompileOptions.DEFAULT.withPackage("a.b"))
                .load();
        try (var model = loaded.create(1)) {
            assertThat(model.getClass().getName()).isEqualTo("a.b.Net");
        }
        return loaded.type().getClassLoader();
    }
}
