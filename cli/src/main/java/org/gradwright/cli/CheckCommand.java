// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gradwright.cli.check.GradientCheck;
import org.gradwright.cli.check.GradientCheck.Outcome;
import org.gradwright.compiler.Compiler;
import org.gradwright.compiler.graph.Graph;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradwright check}: shows all shapes and checks all gradients against differences. */
@Command(
        name = "check",
        description = "Shows the shape of every named value and checks every gradient against central differences.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOptions model;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "decides the random inputs")
    private long seed;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "20",
            description = "how many elements of each parameter are checked at most")
    private int samples;

    @Override
    public Integer call() {
        Positive.check(spec, "--samples", samples);
        Graph declared = model.read().graph();
        PrintWriter out = spec.commandLine().getOut();
        var shapes = new TextTable("value", "type", "line");
        declared.nodes().stream().filter(n -> !n.name().isEmpty()).forEach(n -> addShape(shapes, n));
        out.println(shapes);
        boolean passed = declared.trainings().isEmpty() ? untrained(out) : checkAll(out, declared);
        out.flush();
        return passed ? 0 : 1;
    }

    private static void addShape(TextTable table, Node node) {
        table.add(
                node.name(),
                node.type().toString(),
                node.origin().line() == 0 ? "" : "" + node.origin().line());
    }

    private static boolean untrained(PrintWriter out) {
        out.println("there is no `train` line, so there are no gradients to check");
        return true;
    }

    private boolean checkAll(PrintWriter out, Graph declared) {
        boolean widened = declared.precision() == Precision.F32;
        out.println("gradients in float64" + (widened ? " (the model's f32 is widened)" : "") + ", seed " + seed);
        Graph wide = declared.withPrecision(Precision.F64);
        List<String> losses = Compiler.lossNames(declared);
        boolean passed = true;
        for (int i = 0; i < losses.size(); i++) {
            if (losses.size() > 1) {
                out.println("\ntrain " + wide.trainings().get(i).label() + " : " + losses.get(i));
            }
            out.flush();
            passed &= checkGradients(out, wide.withTraining(wide.trainings().get(i)));
        }
        return passed;
    }

    private boolean checkGradients(PrintWriter out, Graph graph) {
        List<Outcome> outcomes = GradientCheck.run(graph, samples, seed);
        var table = new TextTable("parameter", "shape", "elements", "largest error", "");
        outcomes.forEach(o -> table.add(
                o.name(),
                o.shape(),
                String.format(Locale.ROOT, "%,d of %,d", o.checked(), o.elements()),
                String.format(Locale.ROOT, "%.1e", o.error()),
                o.agrees() ? "ok" : o.passed() ? "its own, by a `gradient` body" : "FAIL"));
        out.println(table);
        long failed = outcomes.stream().filter(o -> !o.passed()).count();
        out.println(
                failed == 0
                        ? "no gradient is wrong"
                        : failed + " of " + outcomes.size() + " gradients differ from the loss by more than "
                                + GradientCheck.TOLERANCE);
        return failed == 0;
    }
}
