// SPDX-License-Identifier: Apache-2.0
package org.gradwright.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One training step; its duration is that of the step. */
@Name("org.gradwright.Step")
@Label("Training Step")
@Description("One training step: forward, backward, update")
@Category({"Gradwright", "Training"})
@StackTrace(false)
final class StepEvent extends Event {
    @Label("Model")
    String model;

    @Label("Step")
    @Description("How many training steps the model has made, this one included")
    long step;

    @Label("Examples")
    int examples;

    @Label("Loss")
    @Description("Before the update")
    double loss;
}
