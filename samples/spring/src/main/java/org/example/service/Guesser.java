// SPDX-License-Identifier: Apache-2.0
package org.example.service;

import org.gradwright.runtime.ServedModel;
import org.springframework.stereotype.Component;

/** One network for all requests. Guesses run side by side; lessons wait for each other, and no guess waits for a lesson. */
@Component
class Guesser {
    private final Iris trained = Iris.create(1);
    private final ServedModel<Iris> served = new ServedModel<>(() -> Iris.create(1), trained.snapshot());

    /** The probability of each species. @throws IllegalArgumentException when there are not four measurements a flower */
    float[] guess(float[] x) {
        return served.ask(iris -> iris.p(x));
    }

    /** One training step. @return how many there were */
    synchronized long learn(float[] x, int[] species) {
        trained.step(x, species);
        served.publish(trained.snapshot());
        return trained.steps();
    }
}
