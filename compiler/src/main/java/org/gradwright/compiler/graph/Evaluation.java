// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.Map;

/**
 * What the reference interpreter knows beside the operands.
 *
 * @param sizes the free sizes
 * @param stored the values of inputs, parameters and states by path
 * @param training whether this is a training step
 * @param seed of all random streams
 * @param step the number of the training step, from 1
 */
public record Evaluation(
        Map<String, Integer> sizes, Map<String, Tensor> stored, boolean training, long seed, long step) {}
