// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Diagnostics;
import org.gradwright.compiler.lang.syntax.Name;
import org.gradwright.compiler.lang.syntax.Train;

/** The labels of several {@code train} lines: each has one, and no two have the same. */
final class TrainLabels {
    private TrainLabels() {}

    static void check(List<Train> trains, Diagnostics diagnostics) {
        if (trains.size() < 2) {
            return;
        }
        Map<String, Name> known = new HashMap<>();
        for (Train train : trains) {
            if (train.label().isEmpty()) {
                diagnostics.add(missing(train, trains));
            } else {
                Name label = train.label().get();
                Name first = known.putIfAbsent(label.text(), label);
                if (first != null) {
                    diagnostics.add(twice(label, first));
                }
            }
        }
    }

    private static Diagnostic missing(Train train, List<Train> all) {
        Train other = all.get(0) == train ? all.get(1) : all.get(0);
        String labelled = train.span().text().replaceFirst("train\\s+", "train some_step : ");
        return Diagnostic.error("G0406", train.span(), "one of several `train` lines needs a label")
                .note("another is at " + other.span().seenFrom(train.span()))
                .help("give it one: `" + labelled + "`; its step is then `someStep(...)`");
    }

    private static Diagnostic twice(Name label, Name first) {
        return Diagnostic.error("G0407", label.span(), "two `train` lines have the label `" + label.spelling() + "`")
                .label("the first is at " + first.span().seenFrom(label.span()))
                .help("each becomes a method and has a state of its own: give this one another label");
    }
}
