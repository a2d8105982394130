// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

/**
 * How large a layer's numbers are.
 *
 * @param activation root mean square of its value
 * @param gradient root mean square of the derivative of the loss by its signal
 * @param total norm of that derivative: all its elements of a batch, so that layers of any width compare
 */
public record Norms(Layer layer, double activation, double gradient, double total) {
    boolean isFinite() {
        return Double.isFinite(activation) && Double.isFinite(gradient);
    }
}
