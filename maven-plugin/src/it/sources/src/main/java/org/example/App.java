// SPDX-License-Identifier: Apache-2.0
package org.example;

/** Takes a flower, guesses, and learns. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        float[] flower = {5.1f, 3.5f, 1.4f, 0.2f};
        try (Iris iris = Iris.create(1)) {
            float before = iris.p(flower)[0];
            iris.step(flower, new int[] {0});
            System.out.println(iris.p(flower)[0] > before ? "it learns" : "it does not learn");
        }
    }
}
