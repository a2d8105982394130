// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.util.Locale;
import java.util.Random;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.compiler.plan.Work;
import org.gradwright.runtime.TrainingStep;

/**
 * A model that is one kernel. Its result is the next value of a state, so that nothing is copied for the caller.
 *
 * @param text of the model; inputs are {@code a} and perhaps {@code b}
 * @param elements that the result, or what is reduced, has
 */
record KernelModel(String text, long elements) {
    private static final long SEED = 1;

    /**
     * The model of a name: {@code NN}, {@code NT} or {@code TN} and a size for a product of square matrices; {@code sum},
     * {@code max} or {@code logsumexp} and a width for a reduction of the rows of a square; else a function and how many
     * elements it is applied to.
     */
    static KernelModel named(String name) {
        String[] parts = name.split(" ");
        int n = Integer.parseInt(parts[1]);
        return switch (parts[0]) {
            case "NN" -> product(n, "a @ b");
            case "NT" -> product(n, "a @ b'");
            case "TN" -> product(n, "a' @ b");
            case "sum", "max", "logsumexp" -> reduction(n, parts[0]);
            default -> function(n, parts[0]);
        };
    }

    private static KernelModel product(int n, String expression) {
        return of(
                "input a : real[%1$d, %1$d]\ninput b : real[%1$d, %1$d]\nstate c : real[%1$d, %1$d] = 0\n",
                n, expression);
    }

    private static KernelModel reduction(int n, String function) {
        return of("input a : real[%1$d, %1$d]\nstate c : real[%1$d] = 0\n", n, function + "(a, axis = 1)");
    }

    private static KernelModel function(int n, String function) {
        KernelModel model = of("input a : real[%1$d]\nstate c : real[%1$d] = 0\n", n, function + "(a)");
        return new KernelModel(model.text, n);
    }

    private static KernelModel of(String declarations, int n, String expression) {
        String text = String.format(Locale.ROOT, declarations, n) + "param w : real = 0\nnext c = " + expression
                + "\nloss = w\ntrain loss with sgd(lr = 0.001)\n";
        return new KernelModel(text, (long) n * n);
    }

    private Compilation compile() {
        return Compiler.compile(
                Language.parse("kernel.graph", text, Options.NONE).graph(), CompileOptions.DEFAULT);
    }

    /** The kernel, ready to run on numbers between -1 and 1. */
    Loaded load() {
        Compilation compilation = compile();
        KernelProgram program = compilation.programs().get(0);
        TrainingStep model = compilation.load().create(SEED);
        var random = new Random(SEED);
        Object[] inputs = compilation.step().steps().get(0).inputs().stream()
                .map(i -> numbers((int) i.type().shape().count().known(), random))
                .toArray();
        return new Loaded(model, inputs, Work.of(program, compilation.graph().precision(), java.util.Map.of()));
    }

    private static float[] numbers(int count, Random random) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    /** A model with its inputs, and what one run does. */
    record Loaded(TrainingStep model, Object[] inputs, Work work) {
        double run() {
            return model.stepWith(inputs);
        }
    }
}
