// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.emit.bytecode.ClassFile;
import org.gradwright.compiler.emit.bytecode.ClassFiles;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;
import org.junit.jupiter.api.Test;

/** A model with more kernels than one class holds. */
class FurtherClassesTest {
    private static final String MODEL = """
            input x : real[batch, 24]
            h0 = tanh(dense(x, 40))
            h1 = dense(h0, 40, activation = relu)
            h2 = dense(h1, 40, activation = relu)
            output y = softmax(dense(h2, 24))
            loss = mean(sum((y - x)^2, axis = 1))
            train loss with adam(lr = 0.01)
            """;

    private static List<Object> run(List<ClassFile> files) {
        TrainingStep model = LoadedStep.define(files).create(7);
        float[] x = new float[32 * 24];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i * 37 % 101) / 101f;
        }
        var results = new ArrayList<Object>();
        for (int step = 0; step < 20; step++) {
            results.add(model.stepWith(x));
        }
        results.add(model.evaluateWith(x));
        results.add(model.predictWith(x)[0]);
        return results;
    }

    @Test
    void computesTheSameBits() {
        Compilation one = Compiler.compile(
                Language.parse("deep.graph", MODEL, Options.NONE).graph(), CompileOptions.DEFAULT);
        List<ClassFile> several = ClassFiles.of(one.step(), 12);
        assertThat(several.stream().map(ClassFile::name)).contains("Model", "Model$Kernels1", "Model$Kernels2");
        assertThat(run(several)).usingRecursiveComparison().isEqualTo(run(one.classFiles()));
    }

    @Test
    void holdsManyKernels() {
        var text = new StringBuilder("input x : real[batch, 8]\nparam w : real[8] = 0.5\nh0 = x * w\n");
        for (int i = 1; i <= 4_000; i++) {
            text.append("h" + i + " = tanh(h" + (i - 1) + ") * w + x\n");
        }
        text.append("loss = mean(h4000^2)\ntrain loss with sgd(lr = 0.001)\n");
        Compilation compilation = Compiler.compile(
                Language.parse("long.graph", text.toString(), Options.NONE).graph(), CompileOptions.DEFAULT);
        List<ClassFile> several = ClassFiles.of(compilation.step(), 100);
        assertThat(several.stream().map(ClassFile::name)).contains("Model$Kernels2");
        TrainingStep model = LoadedStep.define(several).create(7);
        double before = model.stepWith(new float[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThat(before).isPositive().isFinite();
        assertThat(model.evaluateWith(new float[] {1, 2, 3, 4, 5, 6, 7, 8})).isLessThan(before);
    }
}
