// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwright.compiler.emit.Driver;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Input;
import org.gradwright.runtime.data.Batch;
import org.gradwright.runtime.data.Batches;
import org.gradwright.runtime.data.Column;
import org.gradwright.runtime.data.Dataset;

/**
 * Turns batches into the arguments of a generated class's method: free sizes first, then the inputs in order of declaration.
 * The arrays are used again for the next batch.
 */
public final class Feed {
    private final Driver driver;
    private final List<Input> inputs;
    private final ExampleAxis axis;
    private final Examples examples;
    private final Dataset data;
    private final List<Slot> slots = new ArrayList<>();
    private final Object[] arguments;

    /**
     * @param driver the method that is fed
     * @param inputs all of the model, in order of declaration
     */
    public Feed(Driver driver, List<Input> inputs, ExampleAxis axis, Examples examples) {
        this.driver = driver;
        this.inputs = List.copyOf(inputs);
        this.axis = axis;
        this.examples = examples;
        this.data = examples.set();
        inputs.forEach(input -> slots.add(slot(input)));
        this.arguments = new Object[driver.sizes().size() + slots.size()];
    }

    /** The batches in their own order, for tests and predictions. */
    public Batches inOrder(int size) {
        return Batches.inOrder(data, batchSize(size));
    }

    /** The batches in an order of (seed, epoch). */
    public Batches shuffled(int size, long seed) {
        return Batches.shuffled(data, batchSize(size), seed);
    }

    /** A model without an axis for examples takes one at a time. */
    private int batchSize(int wanted) {
        return axis.size().isPresent() ? wanted : 1;
    }

    /** The arguments for a batch, valid until the next one. */
    public Object[] arguments(Batch batch) {
        int at = 0;
        for (String size : driver.sizes()) {
            boolean counts = axis.size().isPresent() && axis.size().get().equals(size);
            arguments[at++] = counts ? batch.size() : examples.sizes().get(size).intValue();
        }
        for (Slot slot : slots) {
            arguments[at++] = slot.value(batch);
        }
        return arguments;
    }

    /** What feeds one of the examples and no other. */
    public Feed only(int example) {
        return new Feed(driver, inputs, axis, examples.select(new int[] {example}));
    }

    /** How a user finds an example: by its place in the data block, and what its numbers lack. */
    public String place(int example) {
        return "example " + examples.rows()[example] + faults(example);
    }

    private String faults(int example) {
        return data.names().stream()
                .filter(name -> !isFinite(data.column(name), example))
                .map(name -> ", where " + name + " is not a finite number")
                .collect(Collectors.joining());
    }

    /** Whether all numbers of an example are finite. */
    public boolean isFinite(int example) {
        return data.names().stream().allMatch(name -> isFinite(data.column(name), example));
    }

    private static boolean isFinite(Column column, int example) {
        int stride = column.stride();
        return IntStream.range(example * stride, (example + 1) * stride).allMatch(i -> Double.isFinite(column.get(i)));
    }

    private interface Slot {
        Object value(Batch batch);
    }

    private Slot slot(Input input) {
        if (!driver.inputs().stream().anyMatch(needed -> needed.path().equals(input.path()))) {
            return batch -> null;
        }
        boolean conditions = input.type().element() == Element.BOOL;
        Column one = examples.fixed().get(input.path());
        if (one != null) {
            Object value = conditions ? new Conditions().of(one.values()) : one.values();
            return batch -> value;
        }
        Slot values = values(input);
        if (!conditions) {
            return values;
        }
        var reused = new Conditions();
        return batch -> reused.of(values.value(batch));
    }

    private Slot values(Input input) {
        int position = axis.in(input.type().shape());
        if (position <= 0) {
            return batch -> batch.values(input.path());
        }
        Column column = data.column(input.path());
        int before = column.shape().subList(0, position).stream().reduce(1, Math::multiplyExact);
        var moved = new MovedAxis(column, before);
        return batch -> moved.of(batch.values(input.path()), batch.size());
    }

    /** Whole numbers as conditions. */
    private static final class Conditions {
        private boolean[] values = new boolean[0];

        boolean[] of(Object array) {
            int[] numbers = (int[]) array;
            if (values.length != numbers.length) {
                values = new boolean[numbers.length];
            }
            for (int i = 0; i < numbers.length; i++) {
                values[i] = numbers[i] != 0;
            }
            return values;
        }
    }
}
