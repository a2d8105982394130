// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import org.gradwright.compiler.graph.Node;

/**
 * A value with a name into which trained parameters go.
 *
 * @param name the model's, with a number where several values have it
 * @param value what the layer hands on
 * @param signal what goes into its activation function: the derivative by it is what weights and bias learn from
 */
public record Layer(String name, Node value, Node signal) {}
