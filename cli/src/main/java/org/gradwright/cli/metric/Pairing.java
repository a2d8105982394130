// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.List;
import org.gradwright.cli.CommandException;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Node;

/**
 * An output and the input that says what it should be.
 *
 * @param output its name
 * @param node what it is
 * @param target the input
 * @param kind how the two are compared
 * @param width how many numbers along the last axis belong together: the classes; of numbers, all of an example
 */
record Pairing(String output, Node node, Input target, TargetKind kind, int width) {
    /** What is reported if nobody says anything. */
    List<MetricName> usual() {
        return kind == TargetKind.NUMBERS ? MetricName.OF_NUMBERS : MetricName.OF_CLASSES;
    }

    /** @throws CommandException when a metric is of classes and these are numbers, or the other way round */
    Scores scores(List<MetricName> names) {
        boolean classes = kind != TargetKind.NUMBERS;
        for (MetricName name : names) {
            if (name.ofClasses() != classes) {
                throw new CommandException(
                        "--metric " + name + " needs " + (classes ? "numbers" : "classes") + ", but `"
                                + target.path() + " : " + target.type() + "` tells " + (classes ? "classes" : "numbers")
                                + " for `"
                                + output + " : " + node.type() + "`: choose from "
                                + (classes ? "accuracy, top-5, f1" : "mae, r2"));
            }
        }
        return classes ? new ClassScores(kind, width, names) : new NumberScores(width, names);
    }
}
