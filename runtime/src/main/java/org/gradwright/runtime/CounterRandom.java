// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

/**
 * Random numbers without state: each is a hash of where it is used, so order and threads do not matter and a dropout
 * mask is recomputed instead of stored. The draws are the same on every platform.
 *
 * <p>The 32-bit hash is <i>lowbias32</i> of Chris Wellons' hash prospector (2018, public domain),
 *
 * <pre>
 * x ^= x &gt;&gt;&gt; 16;  x *= 0x7feb352d;  x ^= x &gt;&gt;&gt; 15;  x *= 0x846ca68b;  x ^= x &gt;&gt;&gt; 16
 * </pre>
 *
 * used in two rounds, {@code hash(key, e) = lowbias32(lowbias32(e ^ key) + key)}: for one key it is a permutation of the
 * elements, and neighbouring keys give unrelated permutations. It needs 32-bit multiplications and shifts only, which
 * every vector unit has. These numbers are for training, not for secrets.
 */
public final class CounterRandom {
    private static final float GRID = 0x1p-24f;
    private static final float HALF_GRID = 0x1p-31f;

    private CounterRandom() {}

    /**
     * The key of one node's draws in one step: the upper half of SplitMix64's finaliser (Steele, Lea, Flood, "Fast
     * splittable pseudorandom number generators", 2014), applied to seed, step and node in turn.
     *
     * @param seed the model's seed
     * @param step the number of the training step
     * @param node a number that differs between the random nodes of a model
     */
    public static int key(long seed, long step, int node) {
        long mixed = SplitMix.mix(seed + SplitMix.GOLDEN);
        mixed = SplitMix.mix(mixed + step * SplitMix.GOLDEN);
        mixed = SplitMix.mix(mixed + node * SplitMix.GOLDEN);
        return (int) (mixed >>> 32);
    }

    /** A uniform number in [0, 1), a multiple of 2<sup>-24</sup>: exact in {@code float}. */
    public static float uniform(int key, int element) {
        return (hash(key, element) >>> 8) * GRID;
    }

    /**
     * A standard normal number by the method of Box and Muller (1958), {@code sqrt(-2 ln u) cos(pi w)}, with u in
     * (0, 1] and w in [-1, 1] integers times 2<sup>-31</sup>, both rounded to {@code float}; its magnitude is below 6.56.
     * Elements up to 2<sup>31</sup> - 1 are independent. In precision f32 logarithm and cosine are polynomials: the draws
     * are these to about six digits.
     */
    public static double normal(int key, int element) {
        float u = (hash(key, 2 * element) >>> 1 | 1) * HALF_GRID;
        float w = hash(key, 2 * element + 1) * HALF_GRID;
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.sin(Math.PI * (0.5 - Math.abs(w)));
    }

    private static int hash(int key, int element) {
        return lowbias32(lowbias32(element ^ key) + key);
    }

    private static int lowbias32(int value) {
        int x = value;
        x ^= x >>> 16;
        x *= 0x7feb352d;
        x ^= x >>> 15;
        x *= 0x846ca68b;
        x ^= x >>> 16;
        return x;
    }
}
