// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.fuse.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Nodes;
import org.gradwright.compiler.graph.Operation;
import org.gradwright.compiler.graph.ProgramSpec;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.BroadcastTo;
import org.gradwright.compiler.op.Concat;
import org.gradwright.compiler.op.Convolution;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Overlap;
import org.gradwright.compiler.op.Pad;
import org.gradwright.compiler.op.Reduce;
import org.gradwright.compiler.op.Reshape;
import org.gradwright.compiler.op.Slice;
import org.gradwright.compiler.op.Sliding;
import org.gradwright.compiler.op.Transpose;
import org.gradwright.compiler.op.Windows;

/**
 * Computes images with the examples as their last axis, {@code [channels, height, width, examples]}: rows of 28, 14 or 5 pixels
 * fill no vectors, examples do, and a window with a stride reads neighbours all the same. Each element's sum is the same. The
 * gradient of filters is added up for each example by itself, and then over the examples.
 */
final class ExamplesLast {
    private final Set<Node> images;
    private final Map<Node, Node> plain = new IdentityHashMap<>();
    private final Map<Node, Node> moved = new IdentityHashMap<>();

    private ExamplesLast(Set<Node> images) {
        this.images = images;
    }

    /** The same program. */
    static ProgramSpec apply(ProgramSpec spec) {
        List<Node> nodes = Nodes.topological(spec.roots());
        Set<Node> images = ImageNodes.of(nodes);
        if (images.isEmpty()) {
            return spec;
        }
        var pass = new ExamplesLast(images);
        nodes.forEach(pass::rewrite);
        return new ProgramSpec(
                spec.name(), pass.plain(spec.results()), pass.plain(spec.outputs()), pass.plain(spec.next()));
    }

    private Map<String, Node> plain(Map<String, Node> roots) {
        var result = new LinkedHashMap<String, Node>();
        roots.forEach((name, node) -> result.put(name, plain(node)));
        return result;
    }

    private void rewrite(Node node) {
        if (images.contains(node)) {
            moved.put(node, image(node).named(node.name()));
        } else if (node.operation() instanceof Reduce reduce && images.contains(node.input(0))) {
            plain.put(node, overExamples(node, reduce).named(node.name()));
        } else if (isFilterGradient(node)) {
            plain.put(node, filterGradient(node).named(node.name()));
        } else {
            plain.put(
                    node,
                    node.withInputs(node.inputs().stream().map(this::plain).toList()));
        }
    }

    // ---- the two orders

    private Node plain(Node node) {
        return plain.computeIfAbsent(node, n -> {
            int last = n.shape().rank() - 1;
            return Ops.at(n.origin()).transpose(moved(n), rotated(last + 1, last));
        });
    }

    private Node moved(Node node) {
        return moved.computeIfAbsent(node, n -> Ops.at(n.origin())
                .transpose(plain(n), rotated(n.shape().rank(), 1)));
    }

    /** The axes in their order, from the given one on. */
    private static List<Integer> rotated(int rank, int first) {
        return IntStream.range(0, rank).mapToObj(axis -> (axis + first) % rank).toList();
    }

    private static Shape moved(Shape shape) {
        var sizes = new ArrayList<>(shape.sizes());
        sizes.add(sizes.remove(0));
        return new Shape(sizes);
    }

    // ---- images

    private Node image(Node node) {
        Ops ops = Ops.at(node.origin());
        if (node.operation() instanceof Windows windows) {
            return windows(ops, node, windows);
        }
        if (node.operation() instanceof Overlap overlap) {
            return overlap(ops, node, overlap);
        }
        if (node.operation() instanceof Convolution convolution) {
            return convolution(ops, node, convolution);
        }
        Node[] operands =
                node.inputs().stream().map(input -> operand(input, node)).toArray(Node[]::new);
        return ops.node(recounted(node), operands);
    }

    /** The operation with its axes counted anew. */
    private static Operation recounted(Node node) {
        Operation operation = node.operation();
        if (operation instanceof Pad pad) {
            return new Pad(pad.axis() - 1, pad.before(), pad.after(), pad.interior(), pad.value());
        }
        if (operation instanceof Slice slice) {
            return new Slice(slice.axis() - 1, slice.start(), slice.stop(), slice.step());
        }
        if (operation instanceof Concat concat) {
            return new Concat(concat.axis() - 1);
        }
        if (operation instanceof Transpose transpose) {
            return new Transpose(moved(transpose.permutation()));
        }
        if (operation instanceof Reduce reduce) {
            return new Reduce(
                    reduce.kind(), reduce.axes().stream().map(a -> a - 1).toList(), reduce.keep());
        }
        return operation instanceof Reshape
                ? new Reshape(moved(node.shape()))
                : operation instanceof BroadcastTo ? new BroadcastTo(moved(node.shape())) : operation;
    }

    private static List<Integer> moved(List<Integer> permutation) {
        int rank = permutation.size();
        return IntStream.range(0, rank)
                .mapToObj(place -> place == rank - 1 ? rank - 1 : permutation.get(place + 1) - 1)
                .toList();
    }

    /** What has no examples is the same for all of them. */
    private Node operand(Node input, Node node) {
        int rank = node.shape().rank();
        boolean hasExamples = input.shape().rank() > 0
                && ImageNodes.examples(input).equals(ImageNodes.examples(node))
                && (input.shape().rank() == rank || !isBroadcast(node));
        if (hasExamples) {
            return moved(input);
        }
        var sizes = new ArrayList<>(Collections.nCopies(rank - input.shape().rank(), Size.ONE));
        sizes.addAll(input.shape().sizes());
        return Ops.at(input.origin()).reshape(plain(input), moved(new Shape(sizes)));
    }

    /** Whether operands may have fewer axes than the result, counted from the last. */
    private static boolean isBroadcast(Node node) {
        return node.operation() instanceof org.gradwright.compiler.op.Pointwise
                || node.operation() instanceof BroadcastTo;
    }

    /** The examples are one more axis along which a filter slides, one at a time. */
    private static List<Sliding> withExamples(List<Sliding> slides) {
        var all = new ArrayList<>(slides);
        all.add(Sliding.DENSE);
        return all;
    }

    private static Shape with(Shape shape, int place, Size size) {
        var sizes = new ArrayList<>(shape.sizes());
        sizes.add(place, size);
        return new Shape(sizes);
    }

    private Node convolution(Ops ops, Node node, Convolution convolution) {
        Optional<TapConvolution> taps = TapConvolutions.of(node, convolution);
        if (taps.isPresent()) {
            Node x = moved(TapConvolutions.elements(node));
            Node w = plain(node.input(1));
            Node elements = ops.reshape(x, TapConvolutions.shape(node.input(0), x.shape()));
            return ops.node(taps.get(), elements, w);
        }
        Node x = moved(node.input(0));
        Node w = plain(node.input(1));
        Node image = ops.reshape(x, with(x.shape(), 0, Size.ONE));
        Node filters = ops.reshape(w, with(w.shape(), w.shape().rank(), Size.ONE));
        Node result = ops.node(new Convolution(withExamples(convolution.slides())), image, filters);
        return ops.reshape(result, moved(node.shape()));
    }

    private Node windows(Ops ops, Node node, Windows windows) {
        var taps = new ArrayList<>(windows.taps());
        taps.add(1);
        Node result = ops.node(new Windows(taps, withExamples(windows.slides())), moved(node.input(0)));
        int first = result.shape().rank() - taps.size() - 1;
        var order = new ArrayList<>(
                IntStream.range(0, result.shape().rank()).boxed().toList());
        order.add(order.remove(first));
        return ops.reshape(ops.transpose(result, order), moved(node.shape()));
    }

    private Node overlap(Ops ops, Node node, Overlap overlap) {
        Node x = moved(node.input(0));
        int rank = x.shape().rank();
        var order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        order.add(rank - 1 - overlap.slides().size(), order.remove(rank - 1));
        Node windows = ops.transpose(x, order);
        var sizes = new ArrayList<>(overlap.sizes());
        sizes.add(ImageNodes.examples(node));
        return ops.node(
                new Overlap(sizes, withExamples(overlap.slides())),
                ops.reshape(windows, with(windows.shape(), rank, Size.ONE)));
    }

    // ---- what adds up over examples

    private Node overExamples(Node node, Reduce reduce) {
        Node x = moved(node.input(0));
        int rank = x.shape().rank();
        List<Integer> axes = reduce.axes().stream()
                .map(axis -> (axis + rank - 1) % rank)
                .sorted()
                .toList();
        Ops ops = Ops.at(node.origin());
        return ops.reshape(ops.node(new Reduce(reduce.kind(), axes, false), x), node.shape());
    }

    /** Whether a node convolves images with their cotangents, examples for channels. */
    private boolean isFilterGradient(Node node) {
        return node.operation() instanceof Convolution convolution
                && !convolution.groupsLast()
                && isTransposition(node.input(0), List.of(2, 1, 0))
                && isTransposition(node.input(1), List.of(1, 2, 0))
                && node.shape().size(1).is(1)
                && images.contains(node.input(1).input(0));
    }

    private static boolean isTransposition(Node node, List<Integer> first) {
        return node.operation() instanceof Transpose transpose
                && transpose.permutation().subList(0, first.size()).equals(first);
    }

    /** For each example by itself, so that examples are side by side; then their sum. */
    private Node filterGradient(Node node) {
        Ops ops = Ops.at(node.origin());
        Node x = channelsApart(ops, moved(node.input(0).input(0)));
        Node cotangent = channelsApart(ops, moved(node.input(1).input(0)));
        List<Sliding> slides = ((Convolution) node.operation()).slides();
        Node each = ops.node(new Convolution(slides, true), x, cotangent);
        int last = each.shape().rank() - 1;
        return ops.reshape(ops.sum(each, List.of(last), false), node.shape());
    }

    /** {@code [1, channels, ...]} as {@code [channels, 1, ...]}. */
    private static Node channelsApart(Ops ops, Node x) {
        var sizes = new ArrayList<>(x.shape().sizes());
        sizes.add(1, sizes.remove(0));
        return ops.reshape(x, new Shape(sizes));
    }
}
