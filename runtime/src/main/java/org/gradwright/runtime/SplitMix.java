// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.nio.charset.StandardCharsets;

/**
 * The stream of 64-bit draws that begins a variable, a function of (seed, path) only: a new layer never changes another
 * layer's start.
 *
 * <p>SplitMix64 (Steele, Lea, Flood, 2014, with the constants of Stafford's variant 13): draw i is {@code mix(base + (i +
 * 1) * GOLDEN)}. The base is {@code mix(mix(seed + GOLDEN) + fnv1a(path))} with the 64-bit FNV-1a hash (Fowler, Noll, Vo) of
 * the path in UTF-8.
 */
final class SplitMix {
    /** 2<sup>64</sup> divided by the golden ratio, odd. */
    static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    SplitMix(long seed, String path) {
        state = mix(mix(seed + GOLDEN) + fnv1a(path));
    }

    /** The next number in [0, 1), a multiple of 2<sup>-53</sup>. */
    double uniform() {
        state += GOLDEN;
        return (mix(state) >>> 11) * 0x1p-53;
    }

    /** The next standard normal number, by the method of Box and Muller (1958). */
    double normal() {
        double u = 1 - uniform();
        double v = uniform();
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
    }

    static long mix(long value) {
        long x = value;
        x = (x ^ (x >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }

    private static long fnv1a(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
