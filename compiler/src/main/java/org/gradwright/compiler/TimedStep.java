// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import java.util.List;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.emit.KernelMethod;
import org.gradwright.compiler.emit.StepClass;
import org.gradwright.compiler.emit.bytecode.ClassFiles;
import org.gradwright.compiler.fuse.KernelProgram;

/**
 * A generated class that notes how long each kernel of its training step takes; of a model that is not trained, each kernel of
 * {@code predict}. It computes what the class itself computes and is a little slower.
 *
 * @param loaded the class
 * @param driver the method whose kernels are timed
 * @param program the kernels, in the order of the times
 * @param times filled anew by each call: the start, then the end of each kernel, in nanoseconds of {@link System#nanoTime}
 */
public record TimedStep(LoadedStep loaded, Driver driver, KernelProgram program, long[] times) {
    static TimedStep of(Compilation compilation, int training) {
        StepClass step = compilation.step();
        boolean trained = !step.steps().isEmpty();
        Driver driver = trained ? step.steps().get(training) : step.predict();
        KernelProgram program = compilation.programs().get(trained ? training : 1);
        LoadedStep loaded = LoadedStep.define(ClassFiles.timed(step, driver));
        return new TimedStep(loaded, driver, program, timesOf(loaded, driver.kernels()));
    }

    private static long[] timesOf(LoadedStep loaded, List<KernelMethod> kernels) {
        if (kernels.isEmpty()) {
            return new long[1];
        }
        try {
            return (long[]) loaded.type().getField("TIMES").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the timed class has no times", e);
        }
    }
}
