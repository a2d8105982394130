// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Size;
import org.gradwright.onnx.format.ElementType;
import org.gradwright.onnx.format.OnnxException;
import org.gradwright.onnx.format.OnnxNode;

/** What files compute of shapes, where some sizes are free: done while importing, so that the network need not. */
final class ShapeArithmetic {
    private final OnnxNode node;
    private final List<Value> operands;
    private final Settings settings;

    private ShapeArithmetic(OnnxNode node, List<Value> operands) {
        this.node = node;
        this.operands = operands;
        this.settings = new Settings(node.attributes());
    }

    /** The result of a node that computes with sizes alone; nothing for any other. */
    static Optional<Value> apply(OnnxNode node, List<Value> operands) {
        boolean some = operands.stream().anyMatch(Value.Sizes.class::isInstance);
        boolean all = operands.stream().allMatch(ShapeArithmetic::isWhole);
        return some && (all || node.operator().equals("Cast"))
                ? new ShapeArithmetic(node, operands).result()
                : Optional.empty();
    }

    private static boolean isWhole(Value value) {
        return value instanceof Value.Sizes sizes && !sizes.isReal()
                || value instanceof Value.None
                || value instanceof Value.Known known
                        && known.element() != Element.REAL
                        && known.tensor().rank() <= 1;
    }

    private Optional<Value> result() {
        return switch (node.operator()) {
            case "Identity" -> Optional.of(operands.get(0));
            case "Cast" -> cast();
            case "Add" -> pairwise(Size::plus);
            case "Sub" -> pairwise(Size::minus);
            case "Mul" -> pairwise(Size::times);
            case "Div" -> pairwise(ShapeArithmetic::quotient);
            case "Equal" -> equal();
            case "Where" -> chosen();
            case "Concat" ->
                vector(operands.stream().flatMap(v -> sizes(v).stream()).toList());
            case "Gather" -> gathered();
            case "Slice" -> sliced();
            case "Squeeze" -> Optional.of(Value.Sizes.of(sizes(0), sizes(0).size() > 1));
            case "Unsqueeze", "Reshape" -> vector(sizes(0));
            case "ReduceProd" -> Optional.of(Value.Sizes.of(List.of(product()), settings.flag("keepdims", true)));
            default -> Optional.empty();
        };
    }

    private Optional<Value> cast() {
        var sizes = (Value.Sizes) operands.get(0);
        Element to = ElementType.of(settings.whole("to", 1)).required("the result");
        return to == Element.BOOL
                ? Optional.empty()
                : Optional.of(new Value.Sizes(sizes.sizes(), sizes.isVector(), to == Element.REAL));
    }

    private static Optional<Value> vector(List<Size> sizes) {
        return Optional.of(Value.Sizes.of(sizes, true));
    }

    private List<Size> sizes(int operand) {
        return sizes(operands.get(operand));
    }

    private static List<Size> sizes(Value value) {
        return value instanceof Value.Sizes sizes
                ? sizes.sizes()
                : Arrays.stream(((Value.Known) value).tensor().data())
                        .mapToObj(v -> Size.of((long) v))
                        .toList();
    }

    private static boolean isVector(Value value) {
        return value instanceof Value.Sizes sizes
                ? sizes.isVector()
                : ((Value.Known) value).tensor().rank() == 1;
    }

    private Size product() {
        return sizes(0).stream().reduce(Size.ONE, Size::times);
    }

    private interface Pairwise {
        Size of(Size a, Size b);
    }

    private Optional<Value> pairwise(Pairwise operation) {
        int count = count();
        List<Size> results = IntStream.range(0, count)
                .mapToObj(i -> operation.of(element(0, i), element(1, i)))
                .toList();
        return Optional.of(Value.Sizes.of(results, operands.stream().anyMatch(ShapeArithmetic::isVector)));
    }

    private int count() {
        return operands.stream().mapToInt(v -> sizes(v).size()).max().orElse(1);
    }

    private Size element(int operand, int i) {
        List<Size> sizes = sizes(operand);
        return sizes.get(sizes.size() == 1 ? 0 : i);
    }

    private static Size quotient(Size a, Size b) {
        if (a.isKnown() && b.isKnown()) {
            return Size.of(a.known() / b.known());
        }
        return a.dividedBy(b)
                .orElseThrow(() -> new OnnxException(
                        "the size (" + a + ") / (" + b + ") is not whole for all sizes: fix one with --dim"));
    }

    /** A free size is positive, and equals itself only. */
    private Optional<Value> equal() {
        double[] data = IntStream.range(0, count())
                .mapToDouble(i -> element(0, i).equals(element(1, i)) ? 1 : 0)
                .toArray();
        boolean isVector = operands.stream().anyMatch(ShapeArithmetic::isVector);
        var tensor = new org.gradwright.compiler.graph.Tensor(isVector ? new int[] {data.length} : new int[0], data);
        return Optional.of(new Value.Known(tensor, Element.BOOL));
    }

    private Optional<Value> chosen() {
        List<Size> results = IntStream.range(0, count())
                .mapToObj(i -> element(element(0, i).is(0) ? 2 : 1, i))
                .toList();
        return Optional.of(Value.Sizes.of(results, operands.stream().anyMatch(ShapeArithmetic::isVector)));
    }

    private Optional<Value> gathered() {
        if (!isVector(operands.get(0)) || operands.get(1) instanceof Value.Sizes) {
            return Optional.empty();
        }
        List<Size> from = sizes(0);
        List<Size> results = sizes(1).stream()
                .map(i -> from.get((int) (i.known() < 0 ? i.known() + from.size() : i.known())))
                .toList();
        return Optional.of(Value.Sizes.of(results, isVector(operands.get(1))));
    }

    private Optional<Value> sliced() {
        List<Size> from = sizes(0);
        boolean simple = operands.size() < 5
                && operands.stream().skip(1).noneMatch(Value.Sizes.class::isInstance)
                && isVector(operands.get(0));
        if (!simple) {
            return Optional.empty();
        }
        int start = bound(
                operands.size() > 1
                        ? sizes(1).get(0).known()
                        : settings.wholes("starts").get(0),
                from.size());
        int end = bound(
                operands.size() > 2
                        ? sizes(2).get(0).known()
                        : settings.wholes("ends").get(0),
                from.size());
        return vector(new ArrayList<>(from.subList(start, Math.max(start, end))));
    }

    private static int bound(long bound, int size) {
        return (int) Math.max(0, Math.min(size, bound < 0 ? bound + size : bound));
    }
}
