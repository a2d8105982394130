// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Origin;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.TensorType;

/**
 * A loop at run time. Its operands are the values that are carried into the first turn, those that each turn hands on, and
 * those that each turn emits. The latter two depend on the loop's own leaves ({@link InTurn}): what does is its body. Several
 * nodes may say the same loop and differ in what they hand out. The node itself has no value; {@link ScanResult} has.
 *
 * @param turns how many
 * @param reverse whether the last part of the sequences comes first
 * @param carries the numbers of the carried values, as their {@link Carry} has them
 * @param emits how many values are emitted
 */
public record Scan(ScanKey key, Size turns, boolean reverse, List<Integer> carries, int emits) implements PartOfLoop {
    /** The type that stands for no value. */
    private static final TensorType NOTHING = new TensorType(Element.BOOL, Shape.SCALAR);

    public Scan {
        carries = List.copyOf(carries);
    }

    /** A loop. */
    public static Node of(
            ScanKey key,
            Size turns,
            boolean reverse,
            List<Integer> carries,
            List<Node> initial,
            List<Node> next,
            List<Node> emits,
            Origin origin) {
        var inputs = new ArrayList<>(initial);
        inputs.addAll(next);
        inputs.addAll(emits);
        return Node.of(new Scan(key, turns, reverse, carries, emits.size()), origin, inputs);
    }

    /** The operation of a node that is a loop. */
    public static Scan of(Node loop) {
        return (Scan) loop.operation();
    }

    /** What is carried into the first turn. */
    public static List<Node> initial(Node loop) {
        return loop.inputs().subList(0, of(loop).carries.size());
    }

    /** What each turn hands on. */
    public static List<Node> next(Node loop) {
        int count = of(loop).carries.size();
        return loop.inputs().subList(count, 2 * count);
    }

    /** What each turn emits. */
    public static List<Node> emitted(Node loop) {
        return loop.inputs().subList(2 * of(loop).carries.size(), loop.inputs().size());
    }

    /** The same loop with other emitted values. */
    public static Node emitting(Node loop, List<Node> emits) {
        Scan scan = of(loop);
        return of(scan.key, scan.turns, scan.reverse, scan.carries, initial(loop), next(loop), emits, loop.origin());
    }

    /** The carried value of a number after the last turn. */
    public static Node last(Node loop, int carry) {
        Node initial = initial(loop).get(of(loop).carries.indexOf(carry));
        return Node.of(new ScanResult(true, carry, initial.type()), loop.origin(), List.of(loop));
    }

    /** All that was emitted in a place, one part a turn along a new first axis. */
    public static Node stack(Node loop, int emit) {
        TensorType part = emitted(loop).get(emit).type();
        var sizes = new ArrayList<>(List.of(of(loop).turns));
        sizes.addAll(part.shape().sizes());
        var type = new TensorType(part.element(), new Shape(sizes));
        return Node.of(new ScanResult(false, emit, type), loop.origin(), List.of(loop));
    }

    /** The same loop under another key. */
    public Scan under(ScanKey other) {
        return new Scan(other, turns, reverse, carries, emits);
    }

    /** The numbers of the turns in the order in which they come. */
    public List<Integer> order(Map<String, Integer> sizes) {
        int count = (int) turns.evaluate(sizes);
        return IntStream.range(0, count)
                .map(i -> reverse ? count - 1 - i : i)
                .boxed()
                .toList();
    }

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public String attributes() {
        return attributes(key.toString());
    }

    /** The attributes as printed, with a name for the loop. */
    public String attributes(String loop) {
        return "[" + loop + ", turns=" + turns + ", reverse=" + reverse + ", carries=" + carries + ", emits=" + emits
                + "]";
    }

    @Override
    public Scan fix(Map<String, ? extends Number> sizes) {
        return new Scan(key, turns.fix(sizes), reverse, carries, emits);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        return NOTHING;
    }
}
