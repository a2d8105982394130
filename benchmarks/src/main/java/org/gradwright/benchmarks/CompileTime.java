// SPDX-License-Identifier: Apache-2.0
package org.gradwright.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.CompileOptions;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.lang.Language;
import org.gradwright.compiler.lang.Options;

/**
 * Prints how long the compiler takes for graphs of 2,500 to 20,000 nodes: a line of pointwise operations, many branches side by
 * side, and a network of many layers. Each is compiled once small, so that the JIT has seen the compiler.
 */
public final class CompileTime {
    private static final int[] NODES = {2_500, 5_000, 10_000, 20_000};
    private static final int LINES_PER_LOSS = 50;

    private CompileTime() {}

    /** A kind of graph, and the nodes of one of its parts. */
    private record Kind(String name, int nodesPerPart, IntFunction<String> text) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("deep chain", 3, CompileTime::chain),
            new Kind("wide", 5, CompileTime::wide),
            new Kind("layers", 5, CompileTime::layers));

    /** Prints one line a graph. {@code KIND} alone measures that kind. */
    public static void main(String[] args) {
        System.out.println("kind, nodes, parse s, compile s, kernels, classes, bytes");
        for (Kind kind : KINDS) {
            if (args.length == 0 || kind.name().startsWith(args[0])) {
                measure(kind, NODES[0] / 2);
                for (int nodes : NODES) {
                    System.out.println(kind.name() + ", " + measure(kind, nodes));
                }
            }
        }
    }

    private static String measure(Kind kind, int nodes) {
        String text = kind.text().apply(nodes / kind.nodesPerPart());
        long start = System.nanoTime();
        Graph graph = Language.parse("long.graph", text, Options.NONE).graph();
        long parsed = System.nanoTime();
        Compilation compilation = Compiler.compile(graph, CompileOptions.DEFAULT);
        long compiled = System.nanoTime();
        return String.format(
                Locale.ROOT,
                "%d, %.2f, %.2f, %d, %d, %d",
                graph.nodes().size(),
                (parsed - start) / 1e9,
                (compiled - parsed) / 1e9,
                compilation.step().kernels().size(),
                compilation.classFiles().size(),
                compilation.classFiles().stream()
                        .mapToInt(f -> f.bytes().length)
                        .sum());
    }

    private static String head() {
        return "input x : real[batch, 8]\n";
    }

    private static String tail(String last) {
        return "loss = mean(" + last + "^2)\ntrain loss with sgd(lr = 0.001)\n";
    }

    /** Each line depends on the one before. */
    private static String chain(int lines) {
        var text = new StringBuilder(head()).append("param w : real[8] = 0.5\nh0 = x * w\n");
        for (int i = 1; i <= lines; i++) {
            text.append("h" + i + " = tanh(h" + (i - 1) + ") * w + x\n");
        }
        return text + tail("h" + lines);
    }

    /** Branches that meet in groups, and the groups in the loss. */
    private static String wide(int branches) {
        var text = new StringBuilder(head()).append("param w : real[8] = 0.5\n");
        var sum = new StringBuilder("all = 0");
        for (int i = 0; i < branches; i++) {
            text.append("b" + i + " = sin(x * w + " + i + ")\n");
        }
        for (int i = 0; i < branches; i += LINES_PER_LOSS) {
            text.append("s" + i + " = b" + i);
            for (int j = i + 1; j < Math.min(branches, i + LINES_PER_LOSS); j++) {
                text.append(" + b" + j);
            }
            text.append("\n");
            sum.append(" + mean(s" + i + "^2)");
        }
        return text + sum.toString() + "\n" + tail("all");
    }

    /** A network of many layers. */
    private static String layers(int count) {
        var text = new StringBuilder(head()).append("h0 = dense(x, 8)\n");
        for (int i = 1; i <= count; i++) {
            text.append("h" + i + " = dense(h" + (i - 1) + ", 8, activation = relu)\n");
        }
        return text + tail("h" + count);
    }
}
