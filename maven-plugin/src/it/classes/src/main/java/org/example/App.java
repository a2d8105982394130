// SPDX-License-Identifier: Apache-2.0
package org.example;

/** Says where it is and how many numbers the network has learned. */
public final class App {
    private App() {}

    public static void main(String[] args) {
        try (Bands bands = Bands.create(1)) {
            bands.step(new float[64 * 16]);
            int numbers = bands.parameters().stream().mapToInt(p -> p.size()).sum();
            System.out.println(Bands.class.getModule() + ": " + numbers);
        }
    }
}
