// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.autodiff.each;

import static org.gradwright.compiler.autodiff.each.Shares.first;
import static org.gradwright.compiler.autodiff.each.Shares.lifted;
import static org.gradwright.compiler.autodiff.each.Shares.moved;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Concat;
import org.gradwright.compiler.op.Convolution;
import org.gradwright.compiler.op.CustomGradient;
import org.gradwright.compiler.op.Gather;
import org.gradwright.compiler.op.MatMul;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Overlap;
import org.gradwright.compiler.op.Pad;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Roll;
import org.gradwright.compiler.op.ScatterAdd;
import org.gradwright.compiler.op.ScatterAlong;
import org.gradwright.compiler.op.Slice;
import org.gradwright.compiler.op.StopGradient;
import org.gradwright.compiler.op.TakeAlong;
import org.gradwright.compiler.op.Transpose;
import org.gradwright.compiler.op.Windows;

/** The rule of each operation that has one. */
final class ShareRules {
    private static final Map<Class<? extends Operation>, ShareRule> ALL = all();

    private ShareRules() {}

    private static Map<Class<? extends Operation>, ShareRule> all() {
        var all = new HashMap<Class<? extends Operation>, ShareRule>();
        all.put(Pointwise.class, ShareRules::pointwise);
        all.put(MatMul.class, ProductShares::matmul);
        all.put(Convolution.class, ProductShares::convolution);
        all.put(Reduce.class, ShareRules::reduce);
        all.put(Reshape.class, ShareRules::reshape);
        all.put(Transpose.class, ShareRules::transpose);
        all.put(BroadcastTo.class, ShareRules::broadcast);
        all.put(Gather.class, IndexedShares::gather);
        all.put(ScatterAdd.class, IndexedShares::scatterAdd);
        all.put(TakeAlong.class, IndexedShares::takeAlong);
        all.put(ScatterAlong.class, IndexedShares::scatterAlong);
        all.put(StopGradient.class, (node, shares, examples) -> {
            Shares x = shares.get(0);
            return x.in(node.withInputs(List.of(x.node())), x.axis());
        });
        all.put(CustomGradient.class, (node, shares, examples) -> shares.get(0));
        all.put(Slice.class, alongAxis(Slice::axis, s -> new Slice(s.axis() + 1, s.start(), s.stop(), s.step())));
        all.put(Roll.class, alongAxis(Roll::axis, r -> new Roll(r.axis() + 1, r.shift())));
        all.put(Concat.class, alongAxis(Concat::axis, c -> new Concat(c.axis() + 1)));
        all.put(
                Pad.class,
                alongAxis(Pad::axis, p -> new Pad(p.axis() + 1, p.before(), p.after(), p.interior(), p.value())));
        all.put(Windows.class, leading((Windows w) -> w.slides().size()));
        all.put(Overlap.class, leading((Overlap o) -> 2 * o.slides().size()));
        return Map.copyOf(all);
    }

    /** The result of a node for all examples; null where only a loop over them will do. */
    static Shares apply(Node node, List<Shares> shares, Size examples) {
        ShareRule rule = ALL.get(node.operation().getClass());
        return rule == null ? null : rule.apply(node, shares, examples);
    }

    // ---- element by element

    private static Shares pointwise(Node node, List<Shares> shares, Size examples) {
        List<Shares> theirs = shares.stream().filter(Objects::nonNull).toList();
        Shares lead = theirs.get(0);
        int rank = node.shape().rank();
        if (theirs.stream().allMatch(lead::liesAs) && isWhole(lead, node.shape())) {
            return lead.in(node.withInputs(inputs(node, shares)), rank - lead.fromEnd());
        }
        var inputs = new ArrayList<Node>();
        for (int i = 0; i < shares.size(); i++) {
            Shares own = shares.get(i);
            inputs.add(own == null ? node.input(i) : lifted(own.apart(examples), rank));
        }
        return Shares.apart(node.withInputs(inputs));
    }

    /** The inputs, those that differ by example as they are. */
    private static List<Node> inputs(Node node, List<Shares> shares) {
        return IntStream.range(0, shares.size())
                .mapToObj(i ->
                        shares.get(i) == null ? node.input(i) : shares.get(i).node())
                .toList();
    }

    /** Whether a shape has the axis of the examples as it is, not repeated. */
    private static boolean isWhole(Shares shares, Shape shape) {
        Size theirs = shares.node().shape().size(shares.axis());
        return theirs.equals(shape.size(shape.rank() - shares.fromEnd()));
    }

    private static Shares broadcast(Node node, List<Shares> shares, Size examples) {
        Shares x = shares.get(0);
        Ops ops = Ops.at(node.origin());
        if (!x.isApart() && isWhole(x, node.shape())) {
            return x.in(ops.broadcastTo(x.node(), node.shape()), node.shape().rank() - x.fromEnd());
        }
        Node lifted = lifted(x.apart(examples), node.shape().rank());
        return Shares.apart(ops.broadcastTo(lifted, first(examples, node.shape())));
    }

    // ---- sums

    private static Shares reduce(Node node, List<Shares> shares, Size examples) {
        Reduce reduce = (Reduce) node.operation();
        Shares x = shares.get(0);
        if (reduce.kind() != Reduce.Kind.SUM) {
            return null;
        }
        if (x.isApart()) {
            var axes = reduce.axes().stream().map(a -> a + 1).toList();
            return Shares.apart(
                    Node.of(new Reduce(reduce.kind(), axes, reduce.keep()), node.origin(), List.of(x.node())));
        }
        if (!reduce.axes().contains(x.axis())) {
            long before = reduce.axes().stream().filter(a -> a < x.axis()).count();
            return x.in(node.withInputs(List.of(x.node())), x.axis() - (reduce.keep() ? 0 : (int) before));
        }
        return sumOverExamples(node, reduce, x.split(examples), x, examples);
    }

    /** The sum over the examples is not taken. */
    private static Shares sumOverExamples(Node node, Reduce reduce, Shares split, Shares x, Size examples) {
        int more = split.node().shape().rank() - x.node().shape().rank();
        var axes = new ArrayList<Integer>();
        for (int axis : reduce.axes()) {
            if (axis != x.axis()) {
                axes.add(axis < x.axis() ? axis : axis + more);
            } else if (more > 0) {
                axes.addAll(List.of(axis, axis + more));
            }
        }
        Ops ops = Ops.at(node.origin());
        Node sums = moved(ops.sum(split.node(), axes, true), split.axis(), 0);
        return Shares.apart(ops.reshape(sums, first(examples, node.shape())));
    }

    // ---- the same elements elsewhere

    private static Shares transpose(Node node, List<Shares> shares, Size examples) {
        Shares x = shares.get(0);
        List<Integer> order = ((Transpose) node.operation()).permutation();
        if (!x.isApart()) {
            return x.in(node.withInputs(List.of(x.node())), order.indexOf(x.axis()));
        }
        var behind = new ArrayList<>(List.of(0));
        order.forEach(axis -> behind.add(axis + 1));
        return Shares.apart(Ops.at(node.origin()).transpose(x.node(), behind));
    }

    private static Shares reshape(Node node, List<Shares> shares, Size examples) {
        Shares x = shares.get(0);
        Ops ops = Ops.at(node.origin());
        if (!x.isApart()) {
            Shape from = x.node().shape();
            Size before = from.product(0, x.axis()).times(x.outer());
            Size after = x.inner().times(from.product(x.axis() + 1, from.rank()));
            for (int axis = 0; axis < node.shape().rank(); axis++) {
                Shares found = within(node.shape(), axis, before, after, examples);
                if (found != null) {
                    return new Shares(ops.reshape(x.node(), node.shape()), axis, found.outer(), found.inner());
                }
            }
        }
        return Shares.apart(ops.reshape(x.apart(examples), first(examples, node.shape())));
    }

    /** How the examples lie along an axis of a shape, if they do; {@code before} and {@code after} count elements. */
    private static Shares within(Shape shape, int axis, Size before, Size after, Size examples) {
        var outer = before.dividedBy(shape.product(0, axis));
        var inner = after.dividedBy(shape.product(axis + 1, shape.rank()));
        boolean fits = outer.isPresent()
                && inner.isPresent()
                && outer.get().times(examples).times(inner.get()).equals(shape.size(axis));
        return fits ? new Shares(null, axis, outer.get(), inner.get()) : null;
    }

    /** An operation along one axis, which may be any but that of the examples. */
    private static <T extends Operation> ShareRule alongAxis(ToIntFunction<T> axis, Function<T, T> further) {
        return (node, shares, examples) -> {
            @SuppressWarnings("unchecked")
            T operation = (T) node.operation();
            Shares lead = shares.stream().filter(Objects::nonNull).findFirst().orElseThrow();
            boolean together = shares.stream().allMatch(s -> s == null || lead.liesAs(s));
            if (together && lead.axis() != axis.applyAsInt(operation)) {
                return lead.in(node.withInputs(inputs(node, shares)), lead.axis());
            }
            return Shares.apart(Node.of(further.apply(operation), node.origin(), allApart(node, shares, examples)));
        };
    }

    private static List<Node> allApart(Node node, List<Shares> shares, Size examples) {
        var inputs = new ArrayList<Node>();
        for (int i = 0; i < shares.size(); i++) {
            Node same = node.input(i);
            inputs.add(
                    shares.get(i) == null
                            ? Ops.at(node.origin()).broadcastTo(same, first(examples, same.shape()))
                            : shares.get(i).apart(examples));
        }
        return inputs;
    }

    /** An operation that leaves all but so many last axes alone. */
    private static <T extends Operation> ShareRule leading(ToIntFunction<T> last) {
        return (node, shares, examples) -> {
            @SuppressWarnings("unchecked")
            T operation = (T) node.operation();
            Shares x = shares.get(0);
            boolean stays = !x.isApart() && x.fromEnd() > last.applyAsInt(operation);
            Node seen = stays ? x.node() : x.apart(examples);
            Node result = Node.of(operation, node.origin(), List.of(seen));
            return stays ? x.in(result, x.axis()) : Shares.apart(result);
        };
    }
}
