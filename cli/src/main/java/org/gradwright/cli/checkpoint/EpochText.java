// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradwright.cli.train.EpochResult;

/** An epoch's result as a text: a line for each number, its group, its name and its value. */
final class EpochText {
    private EpochText() {}

    static String of(EpochResult epoch) {
        var text = new StringBuilder("- number " + epoch.number() + "\n- steps " + epoch.steps() + "\n- seconds "
                + Double.toHexString(epoch.seconds()) + "\n");
        add(text, "train", epoch.train());
        add(text, "test", epoch.test());
        add(text, "rate", epoch.rates());
        return text.toString();
    }

    private static void add(StringBuilder text, String group, Map<String, Double> values) {
        values.forEach((name, value) -> text.append(group)
                .append(' ')
                .append(name)
                .append(' ')
                .append(Double.toHexString(value))
                .append('\n'));
    }

    /** @throws IllegalArgumentException when it is no such text */
    static EpochResult parse(String text) {
        return new EpochResult(
                (int) Long.parseLong(one(text, "number")),
                Long.parseLong(one(text, "steps")),
                group(text, "train"),
                group(text, "test"),
                group(text, "rate"),
                Double.parseDouble(one(text, "seconds")));
    }

    private static String one(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith("- " + name + " "))
                .map(line -> line.substring(name.length() + 3))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static Map<String, Double> group(String text, String group) {
        var values = new LinkedHashMap<String, Double>();
        text.lines().filter(line -> line.startsWith(group + " ")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            values.put(line.substring(group.length() + 1, end), Double.valueOf(line.substring(end + 1)));
        });
        return values;
    }
}
