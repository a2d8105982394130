// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

/** What can be wrong with a network, and what helps. */
public enum Fault {
    NOT_FINITE(
            "a value is not finite",
            "take a smaller learning rate or clip the gradients; `gradwright train --check-numerics` names the first such"
                    + " value"),
    VANISHING_GRADIENTS(
            "vanishing gradients",
            "take relu or tanh in place of sigmoid, first weights that keep the size of the signal (glorot_uniform,"
                    + " he_normal), or normalise between the layers (layer_norm, batch_norm)"),
    EXPLODING_GRADIENTS(
            "exploding gradients",
            "take smaller first weights (glorot_uniform, he_normal), normalise between the layers (layer_norm,"
                    + " batch_norm), or limit the gradients with `clip_norm(1)` in `train`"),
    DEAD_UNITS(
            "dead ReLUs",
            "take a smaller learning rate and he_normal as first weights, look at large negative biases, or take"
                    + " leaky_relu, which has a slope below zero"),
    SATURATED_UNITS(
            "saturated activations",
            "take smaller first weights (glorot_uniform), scale the inputs with standardise(...), or normalise before"
                    + " the activation (layer_norm, batch_norm)"),
    CONSTANT_FEATURES(
            "constant features in a batch normalisation",
            "look at the units before it, which may be dead, and at columns of the data that never change; or scale the"
                    + " inputs with standardise(...)");

    private final String title;
    private final String remedy;

    Fault(String title, String remedy) {
        this.title = title;
        this.remedy = remedy;
    }

    public String title() {
        return title;
    }

    public String remedy() {
        return remedy;
    }
}
