// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwright.cli.page.Html;
import org.gradwright.compiler.Compilation;
import org.gradwright.compiler.fuse.KernelProgram;
import org.gradwright.compiler.graph.Precision;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.notation.HtmlPage;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.gradwright.compiler.plan.Work;
import org.gradwright.compiler.text.GraphPrinter;

/**
 * A compiled model on one page of HTML that needs nothing else: the program of its training step, or else of its prediction, as a
 * picture, in numbers, in memory, and as text. What belongs together is marked together under the pointer.
 */
public final class InspectPage {
    private final Compilation compilation;
    private final String file;
    private final String text;
    private final Map<String, Integer> sizes;
    private final ProgramPlan plan;

    private InspectPage(Compilation compilation, String file, String text, Map<String, Integer> sizes) {
        this.compilation = compilation;
        this.file = file;
        this.text = text;
        this.sizes = sizes;
        boolean trains = !compilation.trainings().isEmpty();
        plan = compilation.plan().programs().get(trains ? 0 : 1);
    }

    /**
     * The page.
     *
     * @param file the model's
     * @param text what is in it
     * @param sizes every free size, for the numbers
     */
    public static String of(Compilation compilation, String file, String text, Map<String, Integer> sizes) {
        return new InspectPage(compilation, file, text, sizes).page();
    }

    private String page() {
        KernelProgram program = plan.program();
        String title = compilation.graph().name() + ": " + program.name();
        return Html.page(
                title,
                resource("page.css"),
                "<h1>" + HtmlPage.escaped(title) + "</h1>\n" + facts()
                        + "<h2>The graph</h2>\n" + legend() + GraphPicture.of(new ProgramGraph(program))
                        + "<h2>Memory</h2>\n" + memory()
                        + "<h2>Kernels</h2>\n<div class=\"scroll\">" + kernels() + "</div>\n"
                        + "<h2>From the model to Java</h2>\n" + texts()
                        + "<script>\n" + resource("page.js") + "</script>");
    }

    private String facts() {
        Precision precision = compilation.graph().precision();
        Work work = Work.of(plan.program(), precision, sizes);
        String measured = sizes.entrySet().stream()
                .map(s -> s.getKey() + " = " + s.getValue())
                .collect(Collectors.joining(", "));
        return "<p>" + HtmlPage.escaped(file) + ", " + precision.name().toLowerCase(Locale.ROOT)
                + (measured.isEmpty() ? "" : ", for " + HtmlPage.escaped(measured))
                + ": " + number(plan.program().kernels().size()) + " kernels, " + number(work.operations())
                + " operations on real numbers, " + number(work.bytes()) + " bytes moved, an arena of "
                + number(compilation.plan().bytes(precision, sizes)) + " bytes, of them "
                + number(compilation.plan().persistentBytes(precision)) + " for parameters and optimiser state.</p>\n";
    }

    private static String legend() {
        return "<p class=\"legend\"><span class=\"leaf\">input, parameter, constant</span> <span class=\"forward\">forward</span>"
                + " <span class=\"backward\">backward</span> <span class=\"update\">update</span> <span class=\"kernel\">a"
                + " kernel, which computes what is in it in one loop nest</span></p>\n";
    }

    private String memory() {
        return "<p>Each box is a tensor: from the kernel that writes it to the last that reads it, at its place in the arena."
                + " Above it are parameters and optimiser state.</p>\n<div class=\"wide\">"
                + ArenaChart.of(plan, compilation.plan().persistent(), sizes) + "</div>\n";
    }

    private String kernels() {
        KernelProgram program = plan.program();
        String rows = IntStream.range(0, program.kernels().size())
                .mapToObj(k -> row(k, program.kernels().get(k)))
                .collect(Collectors.joining());
        return Html.table(rows, "kernel", "computes", "lines", "operations", "bytes");
    }

    private String row(int number, Kernel kernel) {
        Work work = Work.of(kernel, plan.program(), compilation.graph().precision(), sizes);
        String shapes = kernel.writes().stream()
                .map(buffer ->
                        plan.program().buffers().get(buffer).node().type().toString())
                .distinct()
                .collect(Collectors.joining(", "));
        String lines = Links.lines(kernel).stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Html.row(kernel.name(), shapes, lines, number(work.operations()), number(work.bytes()))
                .replaceFirst("<tr>", "<tr" + Links.of(number, Links.lines(kernel)) + ">");
    }

    private String texts() {
        String graph = LinkedText.graph(GraphPrinter.print(compilation.graph()), remedy("graph"));
        String training = compilation.trainings().isEmpty()
                ? ""
                : stage(
                        "training",
                        LinkedText.graph(
                                GraphPrinter.print(compilation.trainings().get(0)), remedy("training")));
        return "<div class=\"columns\"><section><h3>" + HtmlPage.escaped(file) + "</h3>" + LinkedText.model(text)
                + "</section>\n<section class=\"stages\">" + stage("graph", graph) + training
                + stage("kernels", LinkedText.kernels(plan.program().toString(), plan.program(), remedy("kernels")))
                + stage("plan", LinkedText.plain(PlanText.of(compilation.plan()), remedy("plan")))
                + "</section>\n<section><h3>Java</h3>"
                + LinkedText.java(compilation.source(), plan.program(), remedy("java")) + "</section></div>\n";
    }

    private static String stage(String name, String content) {
        boolean isFirst = name.equals("graph");
        return "<details name=\"stage\"" + (isFirst ? " open" : "") + "><summary>" + name + "</summary>" + content
                + "</details>\n";
    }

    private String remedy(String stage) {
        return "gradwright inspect " + file + " --stage " + stage;
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String resource(String name) {
        try (InputStream stream = InspectPage.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
