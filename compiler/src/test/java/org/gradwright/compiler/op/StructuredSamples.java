// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static org.gradwright.compiler.op.Operand.real;
import static org.gradwright.compiler.op.Operand.shape;
import static org.gradwright.compiler.op.Operand.truth;
import static org.gradwright.compiler.op.Operand.whole;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.kernel.Givens;

/** Samples of every structured operation and of the composites of {@link Ops}. */
final class StructuredSamples {
    private static final Size N = Size.free("n");

    private final List<Sample> samples = new ArrayList<>();

    private StructuredSamples() {}

    static List<Sample> all() {
        var all = new StructuredSamples();
        all.products();
        all.reductions();
        all.shapes();
        all.pieces();
        all.indices();
        all.images();
        all.sources();
        all.gradients();
        return all.samples;
    }

    private void add(String name, List<Operand> operands, BiFunction<Ops, List<Node>, Node> build) {
        samples.add(Sample.of(name, operands, build));
    }

    private void unary(String name, Operand operand, BiFunction<Ops, Node, Node> build) {
        add(name, List.of(operand), (g, x) -> build.apply(g, x.get(0)));
    }

    private void rough(String name, List<Operand> operands, BiFunction<Ops, List<Node>, Node> build) {
        samples.add(Sample.of(name, operands, build).rough());
    }

    private void products() {
        product(real(3), real(3));
        product(real(3), real(3, 2));
        product(real("n", 3), real(3));
        product(real("n", 3), real(3, 2));
        product(real(4, "n"), real("n", 5));
        product(real(2, "n", 3), real(3, 4));
        product(real(2, 3), real("m", 3, 4));
        product(real("n", 2, 3), real("n", 3, 4));
        product(real("m", 1, 2, 3), real("n", 3, 1));
        product(real(3), real("n", 3, 2));
        product(real("n", 2, 3), real(3));
        product(real(1, 3), real(2, 3, 2));
    }

    private void images() {
        convolution("line", real("n", 2, 5), real(3, 2, 3), 1, 0, 1, 1);
        convolution("stride that leaves elements unseen", real(2, 2, 8), real(3, 2, 2), 3, 0, 1, 1);
        convolution("dilation and padding", real("n", 2, 6), real(3, 2, 3), 2, 2, 2, 1);
        convolution("of any length", real(2, 3, "n"), real(2, 3, 2), 1, 1, 1, 1);
        convolution("image", real("n", 2, 4, 5), real(3, 2, 2, 3), 1, 1, 1, 1);
        convolution("strided image", real("n", 2, 5, 6), real(3, 2, 3, 2), 2, 1, 1, 1);
        convolution("groups", real("n", 4, 4, 4), real(6, 2, 2, 2), 1, 0, 1, 2);
        convolution("depthwise", real("n", 3, 5, 4), real(3, 1, 3, 3), 1, 1, 1, 3);
        convolution("volume", real("n", 2, 3, 3, 4), real(2, 2, 2, 2, 2), 1, 0, 1, 1);
        var steps = List.of(new Sliding(2, 1), new Sliding(1, 2));
        add(
                "convolution with the groups last",
                List.of(real(2, 3, 5, 6, "n"), real(4, 3, 2, 3, "n")),
                (g, v) -> g.node(new Convolution(steps, true), v.get(0), v.get(1)));
        transposedConvolution("dense", real("n", 2, 3, 3), real(2, 3, 2, 3), 1, 0, 0, 1);
        transposedConvolution("strided", real("n", 4, 3, 2), real(4, 1, 3, 3), 2, 1, 1, 2);
        overlap("side by side", real("n", 3, 2), 6, new Sliding(2, 1));
        overlap("with gaps and a rest", real(2, 2, 2), 8, new Sliding(5, 1));
        overlap("overlapping", real(2, 3, 4), 8, new Sliding(2, 1));
        overlap("dilated", real(3, 2), 10, new Sliding(3, 3));
        pooling("side by side", real("n", 2, 4, 4), 2, 2, 0, 1);
        pooling("with gaps", real(2, 1, 8, 7), 2, 3, 0, 1);
        pooling("overlapping", real(1, 2, 6, 5), 3, 2, 1, 1);
        pooling("dilated", real(1, 1, 7, 7), 2, 1, 0, 2);
    }

    private void convolution(String name, Operand x, Operand w, int stride, int padding, int dilation, int groups) {
        int axes = x.type().rank() - 2;
        var slides = Collections.nCopies(axes, new Sliding(stride, dilation));
        var around = Images.Padding.both(Collections.nCopies(axes, padding));
        add("convolution " + name, List.of(x, w), (g, v) -> Images.with(g)
                .convolve(v.get(0), v.get(1), slides, around, groups));
    }

    private void transposedConvolution(
            String name, Operand x, Operand w, int stride, int padding, int beyond, int groups) {
        var slides = Collections.nCopies(2, new Sliding(stride, 1));
        var around = Images.Padding.both(Collections.nCopies(2, padding));
        add("transposed convolution " + name, List.of(x, w), (g, v) -> Images.with(g)
                .convolveTransposed(v.get(0), v.get(1), slides, around, List.of(beyond, beyond), groups));
    }

    private void overlap(String name, Operand x, int size, Sliding slide) {
        unary("overlap " + name, x, (g, v) -> g.node(new Overlap(List.of(Size.of(size)), List.of(slide)), v));
    }

    private void pooling(String name, Operand x, int taps, int stride, int padding, int dilation) {
        var windows = List.of(taps, taps);
        var slides = Collections.nCopies(2, new Sliding(stride, dilation));
        var around = Images.Padding.both(List.of(padding, padding));
        unary("largest of windows " + name, x, (g, v) -> Images.with(g).maxPool(v, windows, slides, around));
        unary("mean of windows " + name, x, (g, v) -> Images.with(g).averagePool(v, windows, slides, around, true));
        unary("mean of windows without padding " + name, x, (g, v) -> Images.with(g)
                .averagePool(v, windows, slides, around, false));
    }

    private void product(Operand a, Operand b) {
        add("matmul " + a.type() + " " + b.type(), List.of(a, b), (g, x) -> g.matmul(x.get(0), x.get(1)));
    }

    private void reductions() {
        for (var axes : List.of(List.of(0), List.of(2), List.of(-1, 0), List.of(0, 1, 2))) {
            for (boolean keep : List.of(false, true)) {
                String at = " " + axes + " " + keep;
                Operand x = real("n", 2, 4);
                unary("sum" + at, x, (g, v) -> g.sum(v, axes, keep));
                unary("max" + at, x, (g, v) -> g.max(v, axes, keep));
                unary("min" + at, x, (g, v) -> g.min(v, axes, keep));
                unary("prod" + at, real(3, 2, 2), (g, v) -> g.prod(v, axes, keep));
                unary("mean" + at, x, (g, v) -> g.mean(v, axes, keep));
                unary("var" + at, x, (g, v) -> g.var(v, axes, keep, 1));
                unary("norm" + at, x, (g, v) -> g.norm(v, axes, keep));
                unary("logsumexp" + at, x, (g, v) -> g.logsumexp(v, axes, keep));
            }
        }
        unary("prod of rows", real("n", 2), (g, v) -> g.prod(v, List.of(0), false));
        unary("variance, biased", real("n", 2), (g, v) -> g.var(v, List.of(0), false, 0));
        unary("sum over nothing", real(2), (g, v) -> g.sum(v, List.of(), false));
        unary("mean of conditions", truth("n", 2), (g, v) -> g.mean(v, List.of(0), false));
        unary("sum of whole", whole(-3, 3, "n", 2), (g, v) -> g.sum(v, List.of(0), false));
        unary("max of whole", whole(-9, -3, "n", 2), (g, v) -> g.max(v, List.of(0), false));
        unary("argmax", real("n", 4), (g, v) -> g.argmax(v, -1, false));
        unary("argmax, axis 0, kept", real("n", 4), (g, v) -> g.argmax(v, 0, true));
        unary("argmin of whole", whole(-9, -3, 2, 5), (g, v) -> g.argmin(v, 1, false));
        unary("cumsum", real("n", 2), (g, v) -> g.cumsum(v, 0, false, true));
        unary("cumsum from the end", real(2, "n"), (g, v) -> g.cumsum(v, 1, true, false));
        unary("cumprod", real("n", 2), (g, v) -> g.cumprod(v, 0));
        unary("cumsum in blocks", real(2, 37), (g, v) -> g.cumsum(v, 1, true, true));
        unary("cumprod in blocks", real(35), (g, v) -> g.cumprod(g.add(g.constant(1), g.mul(v, g.constant(0.02))), 0));
        unary(
                "prod in blocks",
                real(7, 5),
                (g, v) -> g.prod(g.add(g.constant(1), g.mul(v, g.constant(0.02))), List.of(0, 1), false));
        unary("sumTo", real("m", "n", 1, 4), (g, v) -> g.sumTo(v, shape(1, 1, 4)));
        unary("sumTo leading", real("m", "n", 4), (g, v) -> g.sumTo(v, shape(4)));
    }

    private void shapes() {
        unary("reshape", real("n", 2, 4), (g, v) -> g.reshape(v, shape(8, "n")));
        unary("expandDims", real("n", 2), (g, v) -> g.expandDims(g.expandDims(v, -1), 0));
        unary("squeeze", real("n", 1, 2), (g, v) -> g.squeeze(v, 1));
        unary("transpose", real("n", 2, 4), (g, v) -> g.transpose(v, 2, 0, 1));
        unary("transposeLast", real("n", 2, 4), Ops::transposeLast);
        unary("broadcastTo", real("n", 1), (g, v) -> g.broadcastTo(v, shape(2, "n", 4)));
        unary("broadcastTo of a scalar", real(), (g, v) -> g.broadcastTo(v, shape("n", 4)));
    }

    private void pieces() {
        add("concat", List.of(real(2, 1), real(2, "n"), real(2, 2)), (g, x) -> g.concat(x, -1));
        add("concat of whole", List.of(whole(0, 5, 2), whole(0, 5, "n")), (g, x) -> g.concat(x, 0));
        add("stack", List.of(real("n", 2), real("n", 2), real("n", 2)), (g, x) -> g.stack(x, -1));
        unary("slice", real(5, 2), (g, v) -> g.slice(v, 0, Size.of(1), Size.of(4), 1));
        unary("slice by 2", real(6, 2), (g, v) -> g.slice(v, 0, Size.of(1), Size.of(6), 2));
        unary("slice by 3 of 8", real(8), (g, v) -> g.slice(v, 0, Size.of(0), Size.of(8), 3));
        unary("slice by -1", real(2, 5), (g, v) -> g.slice(v, 1, Size.of(3), Size.of(0), -1));
        unary("slice by -2", real(6), (g, v) -> g.slice(v, 0, Size.of(5), Size.of(-1), -2));
        unary("slice by -3", real(8), (g, v) -> g.slice(v, 0, Size.of(6), Size.of(0), -3));
        unary("slice of free", real("n", 2), (g, v) -> g.slice(v, 0, Size.ONE, N, 1));
        unary("index", real("n", 3), (g, v) -> g.index(v, 1, Size.of(2)));
        unary("index of the last", real("n", 3), (g, v) -> g.index(v, 0, N.minus(Size.ONE)));
        unary("flip", real(2, "n"), (g, v) -> g.flip(v, -1));
        unary("roll", real("n", 2), (g, v) -> g.roll(v, 0, 1));
        unary("roll back, more than once round", real(2, 3), (g, v) -> g.roll(v, -1, -7));
        unary("pad", real("n", 2), (g, v) -> g.pad(v, 0, Size.of(2), Size.of(1), 0.5));
        unary("pad before", real("n", 2), (g, v) -> g.pad(v, 1, Size.of(1), Size.ZERO, -1));
        unary("pad by free", real(2), (g, v) -> g.pad(v, 0, Size.ZERO, N, 0));
        unary("pad between", real(2, 3), (g, v) -> g.node(new Pad(1, Size.of(2), Size.of(1), 2, 0.5), v));
        unary("pad between free", real("n"), (g, v) -> g.node(new Pad(0, Size.ONE, Size.ZERO, 1, 0), v));
        unary("pad whole", whole(0, 5, 2), (g, v) -> g.pad(v, 0, Size.ONE, Size.ONE, -1));
    }

    private void indices() {
        Operand x = real(4, "n");
        add("gather rows", List.of(x, whole(0, 3, 2, 5)), (g, v) -> g.gather(v.get(0), v.get(1), 0));
        add("gather columns", List.of(x, whole(0, 2, 6)), (g, v) -> g.gather(v.get(0), v.get(1), -1));
        add("gather one", List.of(x, whole(0, 3)), (g, v) -> g.gather(v.get(0), v.get(1), 0));
        add("gather whole", List.of(whole(0, 9, 4), whole(0, 3, 2)), (g, v) -> g.gather(v.get(0), v.get(1), 0));
        add(
                "scatterAdd",
                List.of(whole(0, 3, 5), real(2, 5, "n")),
                (g, v) -> g.scatterAdd(v.get(0), v.get(1), shape(2, 4, "n"), 1));
        add("takeAlong", List.of(x, whole(0, 3, 6, "n")), (g, v) -> g.takeAlong(v.get(0), v.get(1), 0));
        add("takeAlong one", List.of(real("n", 4), whole(0, 3, "n", 1)), (g, v) -> g.takeAlong(v.get(0), v.get(1), -1));
        add(
                "scatterAlong",
                List.of(whole(0, 3, 6, "n"), real(6, "n")),
                (g, v) -> g.node(new ScatterAlong(shape(4, "n"), 0), v.get(0), v.get(1)));
        add("oneHot", List.of(whole(-1, 4, "n", 2)), (g, v) -> g.oneHot(v.get(0), Size.of(4)));
    }

    private void sources() {
        rough("constant", List.of(), (g, v) -> g.constant(0.25));
        rough("constants folded", List.of(), (g, v) -> g.exp(g.div(g.constant(1), g.constant(3))));
        rough("truth", List.of(), (g, v) -> g.truth(true));
        rough("whole", List.of(), (g, v) -> g.whole(-7));
        rough(
                "table",
                List.of(),
                (g, v) -> g.constant(new Tensor(new int[] {2, 2}, new double[] {1, 2, 3, 4}), Element.I32));
        rough("size", List.of(), (g, v) -> g.size(N.times(N).plus(2)));
        rough("iota", List.of(), (g, v) -> g.iota(shape(2, "n", 2), 1));
        rough("uniform", List.of(), (g, v) -> g.randomUniform(shape("n", 4), 5));
        rough("normal", List.of(), (g, v) -> g.randomNormal(shape(2, "n", 4), 6));
        rough("training", List.of(), (g, v) -> g.where(g.training(), g.constant(1), g.constant(2)));
        rough("step", List.of(), (g, v) -> g.stepScalar(Givens.step().times(0.5)));
    }

    private void gradients() {
        rough("stopGradient", List.of(real("n")), (g, v) -> g.stopGradient(v.get(0)));
        add("customGradient", List.of(real("n"), real("n")), (g, v) -> {
            Node hole = g.hole("cotangent", v.get(0).type());
            Node byFirst = g.mul(hole, g.square(v.get(1)));
            Node bySecond = g.mul(hole, g.mul(g.constant(2), g.mul(v.get(0), v.get(1))));
            Node result = g.stopGradient(g.mul(v.get(0), g.square(v.get(1))));
            return g.customGradient(result, v, hole, List.of(byFirst, bySecond));
        });
    }
}
