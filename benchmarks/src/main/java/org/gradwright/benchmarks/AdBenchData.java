// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.util.Locale;
import java.util.StringTokenizer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An objective of ADBench as a model, and the numbers of one of its data files; the formulas are those of Srajer, Kukelova and
 * Fitzgibbon, A Benchmark of Selected Algorithmic Differentiation Tools (2016).
 *
 * @param objective a model with one output
 * @param gradients its derivatives as further outputs
 * @param inputs of both
 */
record AdBenchData(String objective, String gradients, Object[] inputs) {
    private static final String GMM = """
            gradwright 1
            graph Gmm
            precision f64

            input x : real[%1$d, n]
            input alphas : real[%2$d]
            input means : real[%2$d, %1$d]
            input icf : real[%2$d, %3$d]
            input place : i32[%1$d, %1$d]
            input below : real[%1$d, %1$d]

            q = icf[:, ..<%1$d]
            lower = gather(icf, place, axis = 1) * below
            mid = x[new, :, :] - means[:, :, new]
            turned = exp(q)[:, :, new] * mid + lower @ mid
            main = (alphas + sum(q, axis = 1))[:, new] - 0.5 * sum(turned^2, axis = 1)
            likelihood = sum(logsumexp(main, axis = 0) - logsumexp(alphas, axis = 0))
            prior = 0.5 * %4$s^2 * (sum(exp(q)^2) + sum(icf[:, %1$d..]^2)) - %5$s * sum(q)
            objective = likelihood + prior

            output objective
            """;

    private static final String LSTM = """
            gradwright 1
            graph Lstm
            precision f64

            input text : real[%1$d, %2$d]
            input main : real[%3$d, 4 * %2$d]
            input extra : real[3, %2$d]
            input state : real[%3$d, %2$d]

            scan bits in steps(text[..<%1$d - 1], axis = 0) with %4$s {
              y0 = bits * extra[0]
            %5$s
              emit ys = y%6$d * extra[1] + extra[2]
            }
            objective = -mean(text[1..] * (ys - log(2 + sum(exp(ys), axis = 1, keep = true))))

            output objective
            """;

    /** The objective that a file's name begins with. @throws IllegalArgumentException when it is none of them */
    static AdBenchData of(String name, String text) {
        var numbers = new StringTokenizer(text);
        if (name.startsWith("gmm")) {
            return gmm(numbers);
        }
        if (name.startsWith("lstm")) {
            return lstm(numbers);
        }
        throw new IllegalArgumentException(name + " is neither gmm_...txt nor lstm_...txt of ADBench");
    }

    private static AdBenchData gmm(StringTokenizer text) {
        int d = Integer.parseInt(text.nextToken());
        int k = Integer.parseInt(text.nextToken());
        int n = Integer.parseInt(text.nextToken());
        int width = d + d * (d - 1) / 2;
        double[] alphas = numbers(text, k);
        double[] means = numbers(text, k * d);
        double[] icf = numbers(text, k * width);
        double[] x = transposed(numbers(text, n * d), n, d);
        String model = String.format(Locale.ROOT, GMM, d, k, width, text.nextToken(), text.nextToken());
        return new AdBenchData(
                model, gradients("alphas", "means", "icf"), new Object[] {x, alphas, means, icf, place(d), below(d)});
    }

    /** Points side by side fill vectors, a point's few coordinates do not. */
    private static double[] transposed(double[] rows, int n, int d) {
        return IntStream.range(0, n * d)
                .mapToDouble(i -> rows[i % n * d + i / n])
                .toArray();
    }

    /** Where an entry below the diagonal is: column by column, behind the diagonal. */
    private static int[] place(int d) {
        int[] place = new int[d * d];
        int next = d;
        for (int column = 0; column < d; column++) {
            for (int row = column + 1; row < d; row++) {
                place[row * d + column] = next++;
            }
        }
        return place;
    }

    private static double[] below(int d) {
        return IntStream.range(0, d * d).mapToDouble(i -> i / d > i % d ? 1 : 0).toArray();
    }

    private static AdBenchData lstm(StringTokenizer text) {
        int layers = Integer.parseInt(text.nextToken());
        int characters = Integer.parseInt(text.nextToken());
        int bits = Integer.parseInt(text.nextToken());
        String carried = IntStream.range(0, layers)
                .mapToObj(l ->
                        String.format(Locale.ROOT, "h%1$d = state[%2$d], c%1$d = state[%3$d]", l, 2 * l, 2 * l + 1))
                .collect(Collectors.joining(", "));
        String cells = IntStream.range(0, layers).mapToObj(l -> cell(l, bits)).collect(Collectors.joining("\n"));
        String model = String.format(Locale.ROOT, LSTM, characters, bits, 2 * layers, carried, cells, layers);
        double[] main = numbers(text, 2 * layers * 4 * bits);
        double[] extra = numbers(text, 3 * bits);
        double[] state = numbers(text, 2 * layers * bits);
        double[] sequence = numbers(text, characters * bits);
        return new AdBenchData(model, gradients("main", "extra"), new Object[] {sequence, main, extra, state});
    }

    private static String cell(int layer, int bits) {
        return Stream.of(
                        "forget = sigmoid(" + gate(layer, bits, 0, "y" + layer) + ")",
                        "entry = sigmoid(" + gate(layer, bits, 1, "h" + layer) + ")",
                        "exit = sigmoid(" + gate(layer, bits, 2, "y" + layer) + ")",
                        "change = tanh(" + gate(layer, bits, 3, "h" + layer) + ")",
                        "cell = c# * forget# + entry# * change#",
                        "y = exit# * tanh(cell#)")
                .map(line -> named(line, layer))
                .collect(Collectors.joining(
                        "\n",
                        "",
                        "\n  next h" + layer + " = y" + (layer + 1) + "\n  next c" + layer + " = cell" + layer));
    }

    /** What a line names gets the layer's number; what comes out, that of the next. */
    private static String named(String line, int layer) {
        String name = line.substring(0, line.indexOf(' '));
        int number = name.equals("y") ? layer + 1 : layer;
        return "  " + name + number + line.substring(name.length()).replace("#", Integer.toString(layer));
    }

    private static String gate(int layer, int bits, int gate, String operand) {
        String part = gate * bits + "..<" + (gate + 1) * bits;
        return String.format(
                Locale.ROOT, "%s * main[%d, %s] + main[%d, %s]", operand, 2 * layer, part, 2 * layer + 1, part);
    }

    private static String gradients(String... names) {
        return Stream.of(names)
                .map(name -> "output d_" + name + " = grad(objective, " + name + ")\n")
                .collect(Collectors.joining());
    }

    private static double[] numbers(StringTokenizer text, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> Double.parseDouble(text.nextToken()))
                .toArray();
    }
}
