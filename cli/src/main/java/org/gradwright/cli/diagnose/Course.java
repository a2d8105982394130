// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a loss's layers did: one reading, or several in the course of a run.
 *
 * @param loss its name
 */
public record Course(String loss, List<Reading> readings) {
    public Course {
        readings = List.copyOf(readings);
    }

    public Reading first() {
        return readings.get(0);
    }

    public Reading last() {
        return readings.get(readings.size() - 1);
    }

    /** Whether these are several moments of a run. */
    public boolean isRun() {
        return readings.size() > 1;
    }

    private record Place(Fault fault, String place) {}

    /** Each fault at each line once, as it was last seen; in a run with the steps between which it was seen. */
    public List<Finding> findings() {
        Map<Place, List<Long>> steps = new LinkedHashMap<>();
        Map<Place, Finding> latest = new LinkedHashMap<>();
        for (Reading reading : readings) {
            for (Finding finding : reading.findings()) {
                var place = new Place(finding.fault(), finding.place());
                steps.computeIfAbsent(place, p -> new ArrayList<>()).add(reading.step());
                latest.put(place, finding);
            }
        }
        return latest.entrySet().stream()
                .map(seen -> dated(seen.getValue(), steps.get(seen.getKey())))
                .toList();
    }

    private Finding dated(Finding finding, List<Long> steps) {
        long from = steps.get(0);
        long to = steps.get(steps.size() - 1);
        String when = from == to ? "after step " + to : "after steps " + from + " to " + to;
        return isRun() ? new Finding(finding.fault(), finding.origin(), when + ", " + finding.fact()) : finding;
    }
}
