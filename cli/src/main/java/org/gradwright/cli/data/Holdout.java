// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.runtime.data.Column;
import org.gradwright.runtime.data.Dataset;
import org.gradwright.runtime.data.Split;

/** Which examples are kept from training, to test with: {@code fit { test = 0.2 }}. */
record Holdout(double part, long seed) {
    /** Numbers of examples. */
    record Parts(int[] train, int[] test) {}

    static final Holdout NONE = new Holdout(0, 0);

    /** @throws org.gradwright.runtime.data.DataException when one part would be empty */
    Parts of(int count) {
        int[] all = IntStream.range(0, count).toArray();
        if (part == 0) {
            return new Parts(all, new int[0]);
        }
        var numbers = new Dataset(Map.of("example", new Column.Ints(all, List.of())));
        Split split = Split.of(numbers, part, seed);
        return new Parts(numbers(split.train()), numbers(split.test()));
    }

    private static int[] numbers(Dataset data) {
        return ((Column.Ints) data.column("example")).values();
    }
}
