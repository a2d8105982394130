// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.data;

import java.util.List;
import java.util.Map;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.runtime.data.Column;

/** Fits numbers to an input of the model: shapes are compared, free sizes found, elements converted. */
final class InputFit {
    private final ExampleAxis examples;
    private final Precision precision;
    private final Map<String, Long> sizes;

    /** @param sizes the free sizes that data have told; those of the next input are added */
    InputFit(ExampleAxis examples, Precision precision, Map<String, Long> sizes) {
        this.examples = examples;
        this.precision = precision;
        this.sizes = sizes;
    }

    /** Whether the numbers are one element for each example, and not one for all. */
    boolean isByExample(Input input, Numbers numbers) {
        Shape shape = input.type().shape();
        return examples.in(shape) >= 0
                || examples.size().isEmpty() && numbers.shape().size() == shape.rank() + 1;
    }

    /** One element for each example. @throws IllegalArgumentException when the numbers do not fit, saying why */
    Column column(Input input, Numbers numbers) {
        if (numbers.isScalar()) {
            throw new IllegalArgumentException(
                    "one number, but `" + input.path() + " : " + input.type() + "` needs one element for each example");
        }
        int count = numbers.shape().get(0);
        List<Integer> given = numbers.shape().subList(1, numbers.shape().size());
        String wrong = count + " examples of shape " + given + ", but `" + input.path() + " : " + input.type()
                + "` takes examples of shape "
                + text(examples.element(input.type().shape()));
        return converted(input, numbers, fit(examples.element(input.type().shape()), given, wrong));
    }

    /** The same element for all examples. @throws IllegalArgumentException when the numbers do not fit, saying why */
    Column fixed(Input input, Numbers numbers) {
        String wrong = "shape " + numbers.shape() + ", but the input is `" + input.path() + " : " + input.type() + "`";
        Shape shape = input.type().shape();
        if (numbers.isScalar() && shape.isKnown()) {
            List<Integer> sizes = ints(shape);
            return converted(input, new Numbers(sizes, i -> numbers.get(0)), sizes);
        }
        return converted(input, numbers, fit(shape, numbers.shape(), wrong));
    }

    private static String text(Shape shape) {
        return shape.rank() == 0 ? "[], one number" : shape.toString();
    }

    private static List<Integer> ints(Shape shape) {
        return shape.sizes().stream().map(s -> Math.toIntExact(s.known())).toList();
    }

    /** Equal axis by axis, a free size taking what comes; or, where all sizes are known, as many numbers. */
    private List<Integer> fit(Shape shape, List<Integer> given, String wrong) {
        Shape known = shape.fix(sizes);
        if (known.rank() == given.size()) {
            for (int axis = 0; axis < given.size(); axis++) {
                bind(known.size(axis), given.get(axis), wrong);
            }
            return given;
        }
        long count = given.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (!known.isKnown() || known.count().known() != count) {
            throw new IllegalArgumentException(wrong);
        }
        return ints(known);
    }

    private void bind(Size size, int given, String wrong) {
        Size now = size.fix(sizes);
        boolean isFree = now.freeNames().size() == 1
                && now.equals(Size.free(now.freeNames().iterator().next()));
        if (isFree) {
            sizes.put(now.freeNames().iterator().next(), (long) given);
        } else if (!now.is(given)) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private Column converted(Input input, Numbers numbers, List<Integer> shape) {
        return switch (input.type().element()) {
            case REAL -> precision == Precision.F32 ? floats(numbers, shape) : doubles(numbers, shape);
            case I32 -> ints(numbers, shape, Integer.MIN_VALUE, Integer.MAX_VALUE, "no whole number of 32 bits");
            case BOOL -> ints(numbers, shape, 0, 1, "neither 0 nor 1, as a bool needs");
        };
    }

    private static Column floats(Numbers numbers, List<Integer> shape) {
        float[] values = new float[numbers.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) numbers.get(i);
        }
        return new Column.Floats(values, shape);
    }

    private static Column doubles(Numbers numbers, List<Integer> shape) {
        double[] values = new double[numbers.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i);
        }
        return new Column.Doubles(values, shape);
    }

    /** Which example a position in a column belongs to, and which of its numbers it is. */
    private static String place(int position, int all, List<Integer> element) {
        int stride = element.stream().reduce(1, Math::multiplyExact);
        if (stride == all) {
            return "value " + position;
        }
        return "example " + position / stride + (stride > 1 ? ", value " + position % stride : "");
    }

    private static Column ints(Numbers numbers, List<Integer> shape, int least, int most, String wrong) {
        int[] values = new int[numbers.length()];
        for (int i = 0; i < values.length; i++) {
            double value = numbers.get(i);
            if (value != (int) value || value < least || value > most) {
                throw new IllegalArgumentException(
                        place(i, values.length, shape) + " is " + Numbers.text(value) + ", " + wrong);
            }
            values[i] = (int) value;
        }
        return new Column.Ints(values, shape);
    }
}
