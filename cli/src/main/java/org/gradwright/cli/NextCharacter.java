// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.util.Arrays;
import java.util.Random;
import org.gradwright.cli.data.Alphabet;
import org.gradwright.runtime.TrainingStep;

/** Draws one character after the other, each from the probabilities that a model gives for those before it. */
final class NextCharacter {
    private static final int LONGEST_CONTEXT = 1024;

    private final TrainingStep model;
    private final int size;
    private final int context;
    private final double temperature;
    private final Random random;
    private int[] window;

    /**
     * @param context how many characters the model looks back at
     * @param temperature 0 takes the likeliest
     */
    NextCharacter(TrainingStep model, Alphabet alphabet, int context, double temperature, long seed) {
        this.model = model;
        this.size = alphabet.size();
        this.context = Math.min(context, LONGEST_CONTEXT);
        this.temperature = temperature;
        this.random = new Random(seed);
    }

    /** What the text begins with. */
    void begin(int[] characters) {
        window = last(characters);
    }

    private int[] last(int[] characters) {
        return Arrays.copyOfRange(characters, Math.max(0, characters.length - context), characters.length);
    }

    /** The next character, which now belongs to the text. */
    int take() {
        int drawn = draw(probabilities());
        int[] longer = Arrays.copyOf(window, window.length + 1);
        longer[window.length] = drawn;
        window = last(longer);
        return drawn;
    }

    private double[] probabilities() {
        Object values = model.predictWith(window)[0];
        double[] all = values instanceof float[] floats ? doubles(floats) : (double[]) values;
        if (all.length < size) {
            throw new CommandException(
                    "the output has " + all.length + " probabilities, the text " + size + " characters");
        }
        return Arrays.copyOfRange(all, 0, size);
    }

    private static double[] doubles(float[] values) {
        double[] wider = new double[values.length];
        Arrays.setAll(wider, i -> values[i]);
        return wider;
    }

    private int draw(double[] probabilities) {
        double largest = Arrays.stream(probabilities).max().orElseThrow();
        double[] weights = Arrays.stream(probabilities)
                .map(p -> temperature == 0 ? (p == largest ? 1 : 0) : Math.pow(p / largest, 1 / temperature))
                .toArray();
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        int drawn = 0;
        while (drawn < weights.length - 1 && left >= weights[drawn]) {
            left -= weights[drawn++];
        }
        return drawn;
    }
}
