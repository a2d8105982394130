// SPDX-License-Identifier: Apache-2.0
package org.gradwright.samples.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Tells species of iris apart with a network that was trained elsewhere, and goes on training it where it runs: one day the
 * gauge is replaced by one that measures in inches, and the network learns that from flowers whose species somebody names.
 */
public final class Greenhouse {
    private static final float INCHES = 1 / 2.54f;
    private static final int WALKS = 100;
    private static final int STRIDE = 31;

    private final Iris iris;
    private final PrintStream out;

    private Greenhouse(Iris iris, PrintStream out) {
        this.iris = iris;
        this.out = out;
    }

    /** @param args the folder with the weights and the flowers; by default {@code samples/embedded} */
    public static void main(String[] args) throws IOException {
        run(Path.of(args.length > 0 ? args[0] : "samples/embedded"), System.out);
    }

    static void run(Path folder, PrintStream out) throws IOException {
        Flowers flowers = Flowers.read(folder.resolve("iris.csv"));
        try (Iris iris = Iris.load(folder.resolve("iris.safetensors"))) {
            var greenhouse = new Greenhouse(iris, out);
            greenhouse.predict(flowers.only(100));
            greenhouse.adapt(
                    flowers.times(INCHES).every(true), flowers.times(INCHES).every(false));
        }
    }

    private void predict(Flowers flower) {
        float[] p = iris.p(flower.x());
        out.println("flower " + Arrays.toString(flower.x()) + " cm: setosa " + percent(p[0]) + ", versicolor "
                + percent(p[1]) + ", virginica " + percent(p[2]));
    }

    /**
     * Learns from each flower as it comes, one training step a flower, and is tested with others. The walk strides from bed to
     * bed: who learns one species after the other forgets the first.
     */
    private void adapt(Flowers lesson, Flowers test) {
        out.println("in inches, as trained:      " + accuracy(test));
        for (int walk = 0; walk < WALKS; walk++) {
            for (int i = 0; i < lesson.count(); i++) {
                Flowers flower = lesson.only(i * STRIDE % lesson.count());
                iris.step(flower.x(), flower.species());
            }
        }
        out.println("in inches, after " + iris.steps() + " steps: " + accuracy(test));
    }

    private String accuracy(Flowers flowers) {
        iris.evaluate(flowers.x(), flowers.species());
        return percent(iris.accuracy()) + " of " + flowers.count() + " flowers right";
    }

    private static String percent(float share) {
        return Math.round(100 * share) + " %";
    }
}
