// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.full;
import static org.gradwright.compiler.build.Functions.indices;
import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Std.std;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.equal;
import static org.gradwright.compiler.build.Terms.greater;
import static org.gradwright.compiler.build.Terms.greaterEqual;
import static org.gradwright.compiler.build.Terms.lessEqual;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Functions;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.onnx.format.Attribute;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;

/** Operators that make tensors of attributes, sizes and numbers. */
final class Sources {
    private static final int LARGEST = 1 << 16;

    private Sources() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.any("Constant", Sources::constant),
            Table.any("ConstantOfShape", Sources::constantOfShape),
            Table.any("Shape", Sources::shape),
            Table.any("Size", c -> List.of(Value.Sizes.of(List.of(c.shape(0).count()), false))),
            Table.any("Range", Sources::range),
            Table.single("EyeLike", Sources::identityMatrix),
            Table.single("Trilu", Sources::triangle),
            Table.several("Dropout", Sources::dropped));

    private static Value known(Tensor tensor, Element element) {
        return new Value.Known(tensor, element);
    }

    private static Value vector(List<? extends Number> numbers, Element element) {
        double[] data = numbers.stream().mapToDouble(Number::doubleValue).toArray();
        return known(new Tensor(new int[] {data.length}, data), element);
    }

    private static List<Value> constant(Call c) {
        Map<String, Attribute> attributes = c.node().attributes();
        for (Attribute attribute : attributes.values()) {
            if (attribute instanceof Attribute.Value tensor) {
                return List.of(
                        known(tensor.value().value(), tensor.value().type().required("the constant")));
            }
            if (attribute instanceof Attribute.Real real) {
                return List.of(known(Tensor.scalar(real.value()), Element.REAL));
            }
            if (attribute instanceof Attribute.Whole whole) {
                return List.of(known(Tensor.scalar(whole.value()), Element.I32));
            }
            if (attribute instanceof Attribute.Reals reals) {
                return List.of(vector(reals.values(), Element.REAL));
            }
            if (attribute instanceof Attribute.Wholes wholes) {
                return List.of(vector(wholes.values(), Element.I32));
            }
        }
        throw new OnnxException("a constant of the kind " + attributes.keySet() + " is not supported");
    }

    private static List<Value> constantOfShape(Call c) {
        Shape sizes = new Shape(c.lengths(0));
        if (!sizes.count().isKnown()) {
            return List.of(new Value.Bound(free(c, sizes)));
        }
        int[] shape = sizes.sizes().stream()
                .mapToInt(size -> Math.toIntExact(size.known()))
                .toArray();
        long count = sizes.count().known();
        boolean given = c.settings().has("value");
        var value = given ? c.settings().get("value", Attribute.Value.class).value() : null;
        double number = given ? value.value().data()[0] : 0;
        Element element = given ? value.type().required("the value") : Element.REAL;
        if (count > LARGEST && element == Element.REAL) {
            return List.of(new Value.Bound(full(shape, number)));
        }
        double[] data = new double[requireSmall(count)];
        Arrays.fill(data, number);
        return List.of(known(new Tensor(shape, data), element));
    }

    private static Term free(Call c, Shape sizes) {
        boolean given = c.settings().has("value");
        var value = given ? c.settings().get("value", Attribute.Value.class).value() : null;
        Element element = given ? value.type().required("the value") : Element.REAL;
        Term filled = full(c.list(sizes), given ? value.value().data()[0] : 0);
        return switch (element) {
            case REAL -> filled;
            case I32 -> toI32(filled);
            case BOOL -> greater(filled, 0);
        };
    }

    private static int requireSmall(long count) {
        if (count > LARGEST) {
            throw new OnnxException("a constant of " + count + " elements is not supported");
        }
        return (int) count;
    }

    private static List<Value> shape(Call c) {
        int rank = c.rank(0);
        int start = bound((int) c.settings().whole("start", 0), rank);
        int end = bound((int) c.settings().whole("end", rank), rank);
        List<Size> sizes = c.shape(0).sizes().subList(start, Math.max(start, end));
        return List.of(Value.Sizes.of(sizes, true));
    }

    private static int bound(int axis, int rank) {
        return Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
    }

    private static List<Value> range(Call c) {
        if (IntStream.range(0, 3).anyMatch(i -> c.operand(i) instanceof Value.Sizes)) {
            Term numbers = freeRange(c);
            return List.of(new Value.Bound(c.let("numbers", c.isReal(0) ? toReal(numbers) : numbers)));
        }
        double start = c.number(0);
        double delta = c.number(2);
        int count = requireSmall((long) Math.max(0, Math.ceil((c.number(1) - start) / delta)));
        List<Double> numbers =
                IntStream.range(0, count).mapToObj(i -> start + i * delta).toList();
        return List.of(vector(numbers, c.element(0)));
    }

    private static Size length(Call c, int input) {
        return c.operand(input) instanceof Value.Sizes sizes ? sizes.sizes().get(0) : Size.of((long) c.number(input));
    }

    /** From one size to another by a third, which divides their difference. */
    private static Term freeRange(Call c) {
        Size start = length(c, 0);
        Size step = length(c, 2);
        Size count = length(c, 1)
                .minus(start)
                .dividedBy(step)
                .orElseThrow(() -> new OnnxException("its length is not whole for all sizes: fix one with --dim"));
        Term numbers = indices(c.size(count));
        Term spread = step.is(1) ? numbers : mul(numbers, c.size(step));
        return start.is(0) ? spread : add(spread, c.size(start));
    }

    private static Term identityMatrix(Call c) {
        int shift = (int) c.settings().whole("k", 0);
        boolean given = c.settings().has("dtype");
        Element element = given ? ElementType.of(c.settings().whole("dtype", 1)).required("the result") : c.element(0);
        Term ones = equal(columnLessRow(c, c.shape(0)), shift);
        return switch (element) {
            case REAL -> toReal(ones);
            case I32 -> toI32(toReal(ones));
            case BOOL -> ones;
        };
    }

    /** The column's number less the row's, {@code i32[rows, columns]}. */
    private static Term columnLessRow(Call c, Shape shape) {
        int rank = shape.rank();
        Term rows = indices(c.size(shape.size(rank - 2))).at(Subscript.all(), Subscript.newAxis());
        Term columns = indices(c.size(shape.size(rank - 1))).at(Subscript.newAxis(), Subscript.all());
        return sub(columns, rows);
    }

    private static Term triangle(Call c) {
        int shift = c.has(1) ? (int) c.number(1) : 0;
        Term difference = columnLessRow(c, c.shape(0));
        Term kept = c.settings().flag("upper", true) ? greaterEqual(difference, shift) : lessEqual(difference, shift);
        Term zero = c.element(0) == Element.I32 ? toI32(0) : org.gradwright.compiler.build.Terms.of(0);
        return Functions.where(kept, c.x(), zero);
    }

    /** Acts in training steps only, and there at any rate: the flag of the file says what its author did last. */
    private static List<Term> dropped(Call c) {
        double ratio = c.has(1) ? c.number(1) : c.settings().number("ratio", 0.5);
        List<Term> results = new ArrayList<>();
        results.add(ratio == 0 ? c.x() : std.dropout(c.x()).rate(c.network().shown(ratio)));
        if (c.isRead(1)) {
            results.add(greater(full(c.list(c.shape(0)), 1), 0));
        }
        return results;
    }
}
