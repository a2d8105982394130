// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.gradwright.runtime.Parameter;
import org.gradwright.runtime.TrainingStep;

/** A compiled workload with its batch: each step calls the generated class's own typed method. */
final class TrainingLoop {
    private static final long SEED = 1;
    private static final float DROPOUT = 0.5f;

    private final TrainingStep model;
    private final DoubleSupplier step;
    private final Optional<DoubleSupplier> quietStep;

    private TrainingLoop(TrainingStep model, DoubleSupplier step, Optional<DoubleSupplier> quietStep) {
        this.model = model;
        this.step = step;
        this.quietStep = quietStep;
    }

    /**
     * A workload that is ready to be trained.
     *
     * @param threads how many compute
     * @param data a folder with the workload's numbers; absent, the model's own initialisation and made-up examples
     */
    static TrainingLoop of(Workload workload, int threads, Optional<Path> data) {
        TrainingStep model = workload.compile().create(SEED);
        model.threads(threads);
        Numbers numbers = data.map(folder -> Numbers.read(folder.resolve(workload.name() + ".f32")))
                .orElseGet(() -> Numbers.madeUp(SEED));
        for (Parameter parameter : model.parameters()) {
            numbers.weights(parameter.size()).ifPresent(parameter::set);
        }
        List<float[]> batch = workload.inputs().stream()
                .filter(input -> input.kind() != Workload.Kind.DROPOUT_RATE)
                .map(input -> numbers.batch(input, workload.batch()))
                .toList();
        numbers.requireEnd();
        boolean drops = batch.size() < workload.inputs().size();
        Optional<DoubleSupplier> quiet = drops ? Optional.of(bound(model, batch, 0f)) : Optional.empty();
        return new TrainingLoop(model, bound(model, batch, DROPOUT), quiet);
    }

    /** The method {@code step} with all its arguments. */
    private static DoubleSupplier bound(TrainingStep model, List<float[]> batch, float rate) {
        Method method = Arrays.stream(model.getClass().getMethods())
                .filter(m -> m.getName().equals("step"))
                .findFirst()
                .orElseThrow();
        Class<?>[] types = method.getParameterTypes();
        Object[] arguments = new Object[1 + types.length];
        arguments[0] = model;
        for (int i = 0; i < types.length; i++) {
            float[] values = i < batch.size() ? batch.get(i) : new float[] {rate};
            arguments[i + 1] = argument(types[i], values);
        }
        try {
            MethodHandle handle = MethodHandles.publicLookup().unreflect(method);
            MethodHandle bound = MethodHandles.insertArguments(handle, 0, arguments);
            return DirectCall.of(bound.asType(MethodType.methodType(float.class)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object argument(Class<?> type, float[] values) {
        if (type == int[].class) {
            return IntStream.range(0, values.length).map(i -> (int) values[i]).toArray();
        }
        return type == float.class ? (Object) values[0] : values;
    }

    /** One training step: the loss before it. */
    float step() {
        return (float) step.getAsDouble();
    }

    /** The loss with dropout off, of the batch's own statistics, as peers report it; nothing changes. */
    float lossWithoutDropout() {
        var before = model.snapshot();
        float loss = (float) quietStep.orElseThrow().getAsDouble();
        model.restore(before);
        return loss;
    }

    boolean dropsOut() {
        return quietStep.isPresent();
    }
}
