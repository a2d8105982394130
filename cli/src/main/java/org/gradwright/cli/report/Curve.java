// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradwright.cli.train.EpochResult;

/**
 * A number from epoch to epoch.
 *
 * @param name what it is called in the legend
 * @param style the class of its line
 * @param points the epochs in which it is a finite number, thinned out where there are very many
 */
record Curve(String name, String style, List<Point> points) {
    /** No more can be told apart in a chart. */
    private static final int MOST = 500;

    /** One epoch's number. */
    record Point(int epoch, double value) {}

    /** @param value null where an epoch has none */
    static Curve of(String name, String style, List<EpochResult> history, Function<EpochResult, Double> value) {
        var points = new ArrayList<Point>();
        for (EpochResult epoch : thinned(history)) {
            Double number = value.apply(epoch);
            if (number != null && Double.isFinite(number)) {
                points.add(new Point(epoch.number(), number));
            }
        }
        return new Curve(name, style, points);
    }

    /** The last one always belongs to it. */
    private static List<EpochResult> thinned(List<EpochResult> history) {
        int every = (history.size() + MOST - 1) / MOST;
        return IntStream.range(0, history.size())
                .filter(i -> i % every == 0 || i == history.size() - 1)
                .mapToObj(history::get)
                .toList();
    }
}
