// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Columns of equally many examples under the names of a model's inputs. */
public final class Dataset {
    private final Map<String, Column> columns;
    private final int count;

    /**
     * Takes the columns in the map's order.
     *
     * @param columns by name
     * @throws DataException when there is no column, a column has no examples, or they have different numbers of them
     */
    public Dataset(Map<String, ? extends Column> columns) {
        if (columns.isEmpty()) {
            throw new DataException("the data have no columns; name one for each input");
        }
        this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        String first = columns.keySet().iterator().next();
        this.count = this.columns.get(first).count();
        this.columns.forEach((name, column) -> checkCount(first, name, column));
    }

    private void checkCount(String first, String name, Column column) {
        if (column.count() == 0) {
            throw new DataException(name + " has no examples; check the file or the selection that it comes from");
        }
        if (column.count() != count) {
            throw new DataException(name + " has " + column.count() + " examples, but " + first + " has " + count
                    + "; each example needs both");
        }
    }

    /** The number of examples. */
    public int count() {
        return count;
    }

    /** The names of the columns, in order. */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /**
     * The column with this name.
     *
     * @throws DataException when there is none
     */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new DataException("the data have no column " + name + ": there are " + String.join(", ", names()));
        }
        return column;
    }

    /** These examples only, in this order. */
    public Dataset select(int[] examples) {
        Map<String, Column> selected = new LinkedHashMap<>();
        columns.forEach((name, column) -> selected.put(name, column.select(examples)));
        return new Dataset(selected);
    }
}
