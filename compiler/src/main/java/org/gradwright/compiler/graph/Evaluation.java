// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.HashMap;
import java.util.Map;

/**
 * What the reference interpreter knows beside the operands.
 *
 * @param sizes the free sizes
 * @param stored the values of inputs, parameters and states by path
 * @param training whether this is a training step
 * @param seed of all random streams
 * @param step the number of the training step, from 1
 * @param turns the turns of the loops around, by their depth
 * @param carried what those turns got from the ones before, by path
 */
public record Evaluation(
        Map<String, Integer> sizes,
        Map<String, Tensor> stored,
        boolean training,
        long seed,
        long step,
        Map<Integer, Integer> turns,
        Map<String, Tensor> carried) {
    /** Outside all loops. */
    public Evaluation(Map<String, Integer> sizes, Map<String, Tensor> stored, boolean training, long seed, long step) {
        this(sizes, stored, training, seed, step, Map.of(), Map.of());
    }

    /** In a turn of a loop. */
    public Evaluation in(int depth, int turn, Map<String, Tensor> more) {
        var allTurns = new HashMap<>(turns);
        allTurns.put(depth, turn);
        var allCarried = new HashMap<>(carried);
        allCarried.putAll(more);
        return new Evaluation(sizes, stored, training, seed, step, allTurns, allCarried);
    }
}
