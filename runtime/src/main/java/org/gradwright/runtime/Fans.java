// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/**
 * How many numbers go into and come out of one unit.
 *
 * <p>A matrix [n, units] of {@code x @ W} has fan_in = n and fan_out = units. A convolution's [filters, channels, k...] has
 * fan_in = channels * k... and fan_out = filters * k... . A vector [n] has n and n, a scalar 1 and 1. These are the rules
 * of Glorot and Bengio (2010) and He et al. (2015) for this storage order.
 */
record Fans(long in, long out) {
    static Fans of(int[] shape) {
        return switch (shape.length) {
            case 0 -> new Fans(1, 1);
            case 1 -> new Fans(shape[0], shape[0]);
            case 2 -> new Fans(shape[0], shape[1]);
            default -> new Fans(size(shape) / shape[0], size(shape) / shape[1]);
        };
    }

    static long size(int[] shape) {
        long size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        return size;
    }
}
