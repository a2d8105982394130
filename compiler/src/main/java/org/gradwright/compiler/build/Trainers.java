// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.build;

import org.gradwright.compiler.build.calls.Adadelta;
import org.gradwright.compiler.build.calls.Adagrad;
import org.gradwright.compiler.build.calls.Adam;
import org.gradwright.compiler.build.calls.Adamw;
import org.gradwright.compiler.build.calls.Cosine;
import org.gradwright.compiler.build.calls.Linear;
import org.gradwright.compiler.build.calls.Lion;
import org.gradwright.compiler.build.calls.OneCycle;
import org.gradwright.compiler.build.calls.Plateau;
import org.gradwright.compiler.build.calls.Rmsprop;
import org.gradwright.compiler.build.calls.Sgd;
import org.gradwright.compiler.build.calls.Step;

/** Optimisers, and schedules for their rates; generated. */
public final class Trainers {
    private Trainers() {}

    /** {@code sgd(lr, momentum = 0.0, dampening = 0.0, nesterov = false, weight_decay = 0.0)} */
    public static Sgd sgd(Object lr) {
        return new Sgd(Call.Parts.of("sgd", lr));
    }

    /** {@code adam(lr, beta1 = 0.9, beta2 = 0.999, eps = 1.0E-8, amsgrad = false, weight_decay = 0.0)} */
    public static Adam adam(Object lr) {
        return new Adam(Call.Parts.of("adam", lr));
    }

    /** {@code adamw(lr, beta1 = 0.9, beta2 = 0.999, eps = 1.0E-8, amsgrad = false, weight_decay = 0.01)} */
    public static Adamw adamw(Object lr) {
        return new Adamw(Call.Parts.of("adamw", lr));
    }

    /** {@code rmsprop(lr, alpha = 0.99, eps = 1.0E-8, momentum = 0.0, centered = false, weight_decay = 0.0)} */
    public static Rmsprop rmsprop(Object lr) {
        return new Rmsprop(Call.Parts.of("rmsprop", lr));
    }

    /** {@code adagrad(lr, lr_decay = 0.0, initial_accumulator_value = 0.0, eps = 1.0E-10, weight_decay = 0.0)} */
    public static Adagrad adagrad(Object lr) {
        return new Adagrad(Call.Parts.of("adagrad", lr));
    }

    /** {@code adadelta(lr, rho = 0.9, eps = 1.0E-6, weight_decay = 0.0)} */
    public static Adadelta adadelta(Object lr) {
        return new Adadelta(Call.Parts.of("adadelta", lr));
    }

    /** {@code lion(lr, beta1 = 0.9, beta2 = 0.99, weight_decay = 0.0)} */
    public static Lion lion(Object lr) {
        return new Lion(Call.Parts.of("lion", lr));
    }

    /** {@code cosine(peak, warmup = 0, steps)} */
    public static Cosine cosine(Object peak) {
        return new Cosine(Call.Parts.of("cosine", peak));
    }

    /** {@code one_cycle(peak, steps)} */
    public static OneCycle oneCycle(Object peak) {
        return new OneCycle(Call.Parts.of("one_cycle", peak));
    }

    /** {@code linear(from, to, steps)} */
    public static Linear linear(Object from, Object to) {
        return new Linear(Call.Parts.of("linear", from, to));
    }

    /** {@code step(from, every, factor = 0.1)} */
    public static Step step(Object from) {
        return new Step(Call.Parts.of("step", from));
    }

    /** {@code plateau(from, every, patience = 10, factor = 0.1, threshold = 1e-4, least = 0)} */
    public static Plateau plateau(Object from) {
        return new Plateau(Call.Parts.of("plateau", from));
    }
}
