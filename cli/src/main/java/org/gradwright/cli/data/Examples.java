// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwright.runtime.data.Column;
import org.gradwright.runtime.data.DataException;
import org.gradwright.runtime.data.Dataset;

/**
 * What a data block gives to a model.
 *
 * @param data a column for each input that differs from example to example; absent when none does
 * @param fixed for each other input its one element
 * @param sizes the free sizes that the data have, except the one that counts examples
 * @param rows for each example its place in the data block, from which some may have been chosen
 */
public record Examples(Optional<Dataset> data, Map<String, Column> fixed, Map<String, Long> sizes, int[] rows) {
    public Examples {
        fixed = Map.copyOf(fixed);
        sizes = Map.copyOf(sizes);
    }

    /** @throws DataException when columns have different numbers of examples */
    static Examples of(Map<String, Column> columns, Map<String, Column> fixed, Map<String, Long> sizes) {
        Optional<Dataset> data = columns.isEmpty() ? Optional.empty() : Optional.of(new Dataset(columns));
        int count = data.map(Dataset::count).orElse(1);
        return new Examples(data, fixed, sizes, IntStream.range(0, count).toArray());
    }

    /** How many examples there are; 1 when all inputs are fixed. */
    public int count() {
        return data.map(Dataset::count).orElse(1);
    }

    /** The first ones only. */
    public Examples limit(int most) {
        return count() <= most ? this : select(IntStream.range(0, most).toArray());
    }

    /** These only, in this order. */
    public Examples select(int[] examples) {
        int[] chosen = IntStream.of(examples).map(example -> rows[example]).toArray();
        return new Examples(data.map(d -> d.select(examples)), fixed, sizes, chosen);
    }

    /** The data as a set with at least one column: the example's number when no input differs. */
    Dataset set() {
        return data.orElseGet(() ->
                new Dataset(new LinkedHashMap<>(Map.of("#example", new Column.Ints(new int[1], java.util.List.of())))));
    }
}
