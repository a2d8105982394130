// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.train;

import java.util.Map;
import org.gradwright.cli.CommandException;

/**
 * The number by which epochs are compared: a loss or a metric of the test.
 *
 * @param smaller whether the smaller is the better
 */
public record Watch(String name, boolean smaller) {
    private static final Map<String, Boolean> SMALLER_IS_BETTER =
            Map.of("loss", true, "mae", true, "accuracy", false, "f1", false, "r2", false);

    /** The loss of the test. */
    public static final Watch LOSS = new Watch("loss", true);

    /**
     * Written as {@code accuracy}, or with the direction: {@code max:score}.
     *
     * @throws CommandException for a name whose better direction is not known
     */
    public static Watch parse(String text) {
        if (text.startsWith("min:") || text.startsWith("max:")) {
            return new Watch(text.substring(4), text.startsWith("min:"));
        }
        Boolean smaller = text.matches("top-\\d+") ? Boolean.FALSE : SMALLER_IS_BETTER.get(text);
        if (smaller == null) {
            throw new CommandException(
                    "--watch " + text + ": is more of it better? write max:" + text + " or min:" + text);
        }
        return new Watch(text, smaller);
    }

    /** Whether one epoch tested better than another; a number is better than none. */
    boolean isBetter(EpochResult one, EpochResult other) {
        double now = value(one);
        double before = value(other);
        return Double.isNaN(before) ? !Double.isNaN(now) : smaller ? now < before : now > before;
    }

    /** The number in an epoch's test. @throws CommandException when it is not reported */
    public double value(EpochResult epoch) {
        Double value = epoch.test().get(name);
        if (value == null) {
            throw new CommandException("the test does not report `" + name + "`; it reports "
                    + String.join(", ", epoch.test().keySet()) + ": choose with --watch");
        }
        return value;
    }
}
