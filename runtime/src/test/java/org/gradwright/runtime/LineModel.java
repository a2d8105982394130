// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.List;

/**
 * y = w x + b by hand, trained with momentum on the squared error: what a generated class looks like to the runtime. The
 * arena begins with the loss, a constant, w, b, a state that counts examples, and the momentum of w and b.
 */
final class LineModel extends TrainingStep {
    static final int LOSS = 0;
    static final int RATE = 1;
    static final int W = 2;
    static final int B = 3;
    static final int SEEN = 4;
    static final int W_M = 5;
    static final int B_M = 6;
    static final int PERSISTENT = 7;

    LineModel(Precision precision, long seed) {
        super(description("Line", precision), seed);
    }

    LineModel(ModelDescription description, long seed) {
        super(description, seed);
    }

    static ModelDescription description(String graph, Precision precision) {
        return ModelDescription.parse(
                "gradwright-model 1\ngraph " + graph + "\nprecision " + precision.text() + "\npersistent " + PERSISTENT,
                """

                size batch
                input x real[batch]
                input y real[batch]
                output line real[batch] needs x
                loss loss at 0
                param w [] at 2 = normal(1)
                param b [] at 3 = zeros
                state seen [] at 4 = zeros
                optimiser w.m [] at 5 = zeros
                optimiser b.m [] at 6 = zeros
                constant at 1 = 0.25
                """);
    }

    double step(double[] x, double[] y) {
        int batch = Doors.solveSize(Doors.length(x, "x"), 1, "x", "real[batch]", "batch");
        Doors.exact(Doors.length(y, "y"), batch, "y", "real[batch]", "batch", batch);
        reserve(PERSISTENT + (long) batch, 0);
        double dw = 0;
        double db = 0;
        double loss = 0;
        for (int i = 0; i < batch; i++) {
            double error = read(W) * x[i] + read(B) - y[i];
            loss += error * error / batch;
            dw += 2 * error * x[i] / batch;
            db += 2 * error / batch;
        }
        write(LOSS, loss);
        write(SEEN, read(SEEN) + batch);
        update(W, W_M, dw);
        update(B, B_M, db);
        stepDone();
        return loss;
    }

    private void update(int weight, int momentum, double gradient) {
        write(momentum, 0.5 * read(momentum) + gradient);
        write(weight, read(weight) - read(RATE) * read(momentum));
    }

    int key(int node) {
        return randomKey(node);
    }

    void need(long reals, long ints) {
        reserve(reals, ints);
    }

    int[] lengths() {
        return new int[] {f32 != null ? f32.length : f64.length, i32.length};
    }

    List<Double> persistent() {
        return java.util.stream.IntStream.range(0, PERSISTENT)
                .mapToObj(this::read)
                .toList();
    }

    @Override
    public double stepWith(Object... inputs) {
        Arguments.count(inputs, "x, y", 2);
        return step(Arguments.doubles(inputs[0], "x"), Arguments.doubles(inputs[1], "y"));
    }

    @Override
    public double evaluateWith(Object... inputs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object[] predictWith(Object... inputs) {
        double[] x = Arguments.doubles(inputs[0], "x");
        double[] line = new double[x.length];
        for (int i = 0; i < line.length; i++) {
            line[i] = read(W) * x[i] + read(B);
        }
        return new Object[] {line};
    }
}
