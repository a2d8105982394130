// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Stmt;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;
import org.gradwright.runtime.TrainingStep;
import org.gradwright.runtime.Vectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vector kernels compute the bits of the plain ones, whatever remains of tiles and vectors. */
class VectorFormTest {
    private static final int[] BATCHES = {64, 37, 3, 16, 1, 100};

    private static final String SMALL = """
            gradwright 1
            graph Small

            input x, t : real[batch, 1]

            h = dense(x, 3, activation = %s)
            y = dense(h, 1)

            output y
            loss = mean((y - t)^2)

            train loss with sgd(lr = 0.1)
            """;

    private static final String LAYERS = """
            gradwright 1
            graph Layers

            input x : real[batch, %d]
            input t : real[batch, %d]

            h = dense(x, %d, activation = relu)
            y = dense(h, %d)

            output y
            loss = mean((y - t)^2)

            train loss with adam(lr = 0.1)
            """;

    /** What works along rows that fill no vector, and sums of columns of any width. */
    private static final String ROWS = """
            gradwright 1
            graph Rows

            input x : real[batch, 40, %1$d]
            input t : real[batch, %2$d]

            h = mean(x, axis = 1)
            n = layer_norm(h)
            b = batch_norm(n)
            z = dense(b, %2$d)
            y = softmax(z)

            output y
            loss = mean(cross_entropy(z, t)) + mean(max(n^2, axis = 1))

            train loss with adam(lr = 0.1)
            """;

    /** Layers of a few units, which are computed in columns. */
    private static final String NARROW = """
            gradwright 1
            graph Narrow

            input x : real[batch, %d]
            input t : real[batch, %d]

            h1 = dense(x, %d, activation = tanh)
            h2 = dense(h1, %d, activation = sigmoid)
            y  = dense(h2, %2$d)

            output y
            loss = mean((y - t)^2)

            train loss with adam(lr = 0.1)
            """;

    /** Images, which are computed with the examples in the lanes. */
    private static final String IMAGES = """
            gradwright 1
            graph Images

            input x : real[batch, 2, %1$d, %2$d]
            input t : real[batch, 3]

            c = conv2d(x, %3$d, kernel = 3, padding = 1, stride = %4$d, activation = relu)
            m = max_pool2d(c, kernel = 2)
            d = conv2d(m, %5$d, kernel = [2, 3])
            n = batch_norm(d)
            a = avg_pool2d(n, kernel = 2, stride = 1)
            f = mean(a, axis = [2, 3])
            y = dense(f, 3)

            output y
            loss = mean((y - t)^2)

            train loss with sgd(lr = 0.1, momentum = 0.9)
            """;

    /** Scores, which are computed as columns, and sums along rows that are long. */
    private static final String ATTENTION = """
            gradwright 1
            graph Attention

            input x, t : real[batch, %1$d, %2$d]

            n = layer_norm(x)
            y = attention(n, heads = 2, causal = %3$s)

            output y
            loss = mean((y - t)^2)

            train loss with adam(lr = 0.1)
            """;

    @AfterEach
    void vectorsOn() {
        System.clearProperty(Vectors.PROPERTY);
    }

    @ParameterizedTest
    @CsvSource({
        "mnist, F32",
        "w4_two_branch, F32",
        "w4_two_branch, F64",
        "seed003_two_branch, F32",
        "tied_autoencoder, F32",
        "maml, F64",
        "fine_tune, F32"
    })
    void equalsThePlainForm(String network, Precision precision) {
        Graph graph = Networks.graph(network).withPrecision(precision);
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        assertThat(compilation.step().vectorKernels()).isNotEmpty();
        assertFormsAgree(compilation, graph);
    }

    @ParameterizedTest
    @CsvSource({"relu, F32", "relu, F64", "tanh, F32"})
    void blocksOfExamplesEqualThePlainForm(String activation, Precision precision) {
        Graph graph = Language.parse("small.graph", SMALL.formatted(activation), Options.NONE)
                .graph()
                .withPrecision(precision);
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        assertThat(compilation.step().vectorKernels()).isNotEmpty();
        assertFormsAgree(compilation, graph);
    }

    /** Rows and columns that leave remainders of every kind, rows shorter than a vector, and operands that are packed. */
    @ParameterizedTest
    @CsvSource({"40, 3, 70", "33, 65, 10", "300, 100, 17", "96, 256, 5", "5, 130, 31", "260, 290, 7", "20, 600, 140"})
    void productsOfAnyShapeEqualThePlainForm(int inputs, int hidden, int outputs) {
        String text = LAYERS.formatted(inputs, outputs, hidden, outputs);
        Graph graph = Language.parse("layers.graph", text, Options.NONE).graph();
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        assertThat(compilation.step().vectorKernels()).isNotEmpty();
        assertFormsAgree(compilation, graph);
    }

    @ParameterizedTest
    @CsvSource({"10, 10", "14, 3", "37, 2", "50, 15", "96, 12", "2, 70"})
    void rowsOfAnyLengthEqualThePlainForm(int features, int classes) {
        Graph graph = Language.parse("rows.graph", ROWS.formatted(features, classes), Options.NONE)
                .graph();
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        assertFormsAgree(compilation, graph);
    }

    @ParameterizedTest
    @CsvSource({"16, 1, 8, 4", "5, 3, 12, 12", "40, 2, 15, 7", "16, 20, 9, 3", "1, 1, 14, 2"})
    void narrowLayersEqualThePlainForm(int inputs, int outputs, int first, int second) {
        String text = NARROW.formatted(inputs, outputs, first, second);
        Graph graph = Language.parse("narrow.graph", text, Options.NONE).graph();
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        assertThat(compilation.step().vectorKernels()).isNotEmpty();
        assertFormsAgree(compilation, graph);
    }

    @ParameterizedTest
    @CsvSource({"8, 8, 6, 1, 16", "9, 13, 5, 1, 3", "17, 15, 14, 2, 7", "11, 12, 1, 1, 1"})
    void imagesEqualThePlainForm(int height, int width, int first, int stride, int second) {
        String text = IMAGES.formatted(height, width, first, stride, second);
        Graph graph = Language.parse("images.graph", text, Options.NONE).graph();
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        assertThat(compilation.step().vectorKernels()).isNotEmpty();
        assertFormsAgree(compilation, graph);
    }

    @ParameterizedTest
    @CsvSource({"16, 32, true, F32", "37, 64, true, F32", "20, 34, false, F32", "9, 48, true, F32", "24, 32, true, F64"
    })
    void attentionEqualsThePlainForm(int time, int size, boolean causal, Precision precision) {
        String text = ATTENTION.formatted(time, size, causal);
        Graph graph =
                Language.parse("attention.graph", text, Options.NONE).graph().withPrecision(precision);
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        assertFormsAgree(compilation, graph);
    }

    /** With 96 inputs the loop of the first product comes out even; all others have odd or free lengths. */
    @ParameterizedTest
    @CsvSource({"96, true", "95, false"})
    void tallTilesTakeTwoTurnsWhereTheyComeOutEven(int inputs, boolean two) {
        String text = LAYERS.formatted(inputs, 33, 65, 33);
        Graph graph = Language.parse("layers.graph", text, Options.NONE).graph();
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        assertThat(compilation.step().vectorKernels().stream().anyMatch(k -> takesTwoTurns(k.body())))
                .isEqualTo(two);
    }

    private static boolean takesTwoTurns(List<Stmt> statements) {
        return statements.stream()
                .anyMatch(s -> s instanceof Stmt.For loop
                        && (loop.step() == 2 && !loop.vectors() || takesTwoTurns(loop.body())));
    }

    @Test
    void vectorMethodsStaySmallEnoughForTheJit() {
        Compilation compilation = Compiler.compile(Networks.graph("w4_two_branch"), CompileOptions.DEFAULT);
        assertThat(compilation.classFiles()).allMatch(f -> f.largestMethod() < 4000);
    }

    @Test
    void onlyOneClassNamesTheVectorApi() {
        Compilation compilation = Compiler.compile(Networks.graph("mnist"), CompileOptions.DEFAULT);
        assertThat(new String(compilation.classFile().bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("jdk/incubator");
    }

    private static void assertFormsAgree(Compilation compilation, Graph graph) {
        List<double[]> plain = train(compilation, graph, "off");
        List<double[]> vectors = train(compilation, graph, "on");
        for (int i = 0; i < plain.size(); i++) {
            assertThat(vectors.get(i)).isEqualTo(plain.get(i));
        }
    }

    private static List<double[]> train(Compilation compilation, Graph graph, String vectors) {
        System.setProperty(Vectors.PROPERTY, vectors);
        try (TrainingStep model = compilation.load().create(3)) {
            var random = new Random(7);
            for (int batch : BATCHES) {
                model.stepWith(Networks.inputs(graph, batch, random));
            }
            return Networks.values(model);
        }
    }
}
