// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.gradwright.runtime.data.Column;
import org.gradwright.runtime.data.DataException;
import org.gradwright.runtime.data.Scaling;

/**
 * What {@code standardise} and {@code min_max} have learnt. They learn in {@code data train} only; in other blocks the same
 * input's scaling is applied, so that what a network sees in a test is scaled as what it was trained with.
 */
final class Scalings {
    private final Map<String, List<Scaling>> before;
    private final Map<String, List<Scaling>> learnt;
    private final IntFunction<int[]> teachers;
    private String input = "";
    private boolean learning;
    private int position;

    /**
     * @param before what a training has learnt, by input: these learn nothing more
     * @param teachers of so many examples those to learn from: none that the network is tested with
     */
    Scalings(Map<String, List<Scaling>> before, IntFunction<int[]> teachers) {
        this.before = before;
        this.learnt = new TreeMap<>(before);
        this.teachers = teachers;
    }

    /** Whether an input's scalings are those of a training before. */
    boolean isKnown(String name) {
        return before.containsKey(name);
    }

    /** What has been learnt, by input; those without scalings are not there. */
    Map<String, List<Scaling>> learnt() {
        return learnt.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** From here on the calls belong to an input's right-hand side. */
    void begin(String name, boolean learns) {
        input = name;
        learning = learns && !isKnown(name);
        position = 0;
        if (learning) {
            learnt.put(name, new ArrayList<>());
        }
    }

    /** @throws IllegalArgumentException when the training data have no such scaling or the features differ */
    Numbers scale(String function, Numbers x) {
        Column column =
                new Column.Doubles(values(x), x.shape().subList(1, x.shape().size()));
        List<Scaling> known = learnt.computeIfAbsent(input, name -> new ArrayList<>());
        if (learning) {
            known.add(learn(function, column.select(teachers.apply(column.count()))));
        }
        if (position == known.size()) {
            throw new IllegalArgumentException(
                    isKnown(input)
                            ? "the training of these weights scaled less often here; train again with this text"
                            : "`data train` scales nothing here, so there is no scaling to apply");
        }
        return FileReaders.of(known.get(position++).apply(column));
    }

    private static Scaling learn(String function, Column column) {
        try {
            return function.equals("min_max") ? Scaling.minMax(column) : Scaling.standardise(column);
        } catch (DataException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static double[] values(Numbers x) {
        double[] values = new double[x.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = x.get(i);
        }
        return values;
    }
}
