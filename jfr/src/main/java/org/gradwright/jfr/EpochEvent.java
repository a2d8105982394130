// SPDX-License-Identifier: Apache-2.0
package org.gradwright.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One epoch; its duration includes what the caller does between steps. */
@Name("org.gradwright.Epoch")
@Label("Training Epoch")
@Description("All steps of an epoch, and what was done between them")
@Category({"Gradwright", "Training"})
@StackTrace(false)
final class EpochEvent extends Event {
    @Label("Model")
    String model;

    @Label("Epoch")
    @Description("From 1 on")
    int epoch;

    @Label("Steps")
    int steps;

    @Label("Examples")
    long examples;

    @Label("Loss")
    @Description("The mean over the examples, while the model learned; not a number for an epoch without any")
    double loss;
}
