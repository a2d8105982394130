// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.inspect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.notation.HtmlPage;
import org.gradwright.compiler.op.Constant;

/**
 * A program as a picture in SVG: its operations in the kernels that compute them; of a large one the kernels alone; of one that
 * is larger still nothing, because nobody could read it and its layout would take minutes.
 */
final class GraphPicture {
    /** So many operations can be looked at, and are laid out in seconds. */
    static final int MOST_NODES = 700;

    /** So many kernels. */
    static final int MOST_KERNELS = 500;

    private static final double HEIGHT = 24;
    private static final double LETTER = 6.8;
    private static final int LONGEST = 34;

    private final ProgramGraph graph;
    private final Layout layout = new Layout();
    private final Set<Copy> copies = new LinkedHashSet<>();

    /** The box of a leaf in a kernel that reads it. */
    private record Copy(Node leaf, int kernel) {}

    private GraphPicture(ProgramGraph graph) {
        this.graph = graph;
    }

    /** The picture, or a remark in its place. */
    static String of(ProgramGraph graph) {
        int kernels = graph.program().kernels().size();
        if (graph.nodes().size() <= MOST_NODES) {
            return new GraphPicture(graph).operations();
        }
        String remark = "<p class=\"remark\">" + count(graph.nodes().size()) + " operations are too many for a picture";
        return kernels <= MOST_KERNELS
                ? remark + "; these are the " + count(kernels) + " kernels that compute them.</p>\n"
                        + new GraphPicture(graph).kernels()
                : remark + ", and so are the " + count(kernels) + " kernels that compute them.</p>\n";
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private String operations() {
        List<Kernel> kernels = graph.program().kernels();
        List<Integer> used = graph.nodes().stream()
                .map(graph::kernel)
                .filter(k -> k >= 0)
                .distinct()
                .sorted()
                .toList();
        used.forEach(layout::group);
        List<Node> computed =
                graph.nodes().stream().filter(node -> graph.kernel(node) >= 0).toList();
        computed.forEach(node -> layout.box(node, graph.kernel(node), width(label(node)), HEIGHT));
        computed.forEach(node -> node.inputs().stream().distinct().forEach(input -> connect(input, node)));
        layout.run();
        String groups = used.stream().map(k -> group(k, kernels.get(k))).collect(Collectors.joining());
        String boxes = computed.stream()
                .map(node -> box(node, node, graph.kernel(node)))
                .collect(Collectors.joining());
        String leaves = copies.stream()
                .map(copy -> box(copy.leaf(), copy, copy.kernel()))
                .collect(Collectors.joining());
        return svg(groups + lines() + boxes + leaves);
    }

    /** A parameter or constant that many read would have lines all over the picture: each kernel has a box of its own for it. */
    private void connect(Node input, Node reader) {
        if (graph.kernel(input) >= 0) {
            layout.line(input, reader);
            return;
        }
        var copy = new Copy(input, graph.kernel(reader));
        if (copies.add(copy)) {
            layout.box(copy, copy.kernel(), width(label(input)), HEIGHT);
        }
        layout.line(copy, reader);
    }

    private String kernels() {
        List<Kernel> kernels = graph.program().kernels();
        IntStream.range(0, kernels.size())
                .forEach(k -> layout.box(k, null, width(shortened(kernels.get(k).name())), HEIGHT));
        IntStream.range(0, kernels.size()).forEach(k -> graph.sources(k).forEach(source -> layout.line(source, k)));
        layout.run();
        String boxes = IntStream.range(0, kernels.size())
                .mapToObj(k -> kernel(k, kernels.get(k)))
                .collect(Collectors.joining());
        return svg(lines() + boxes);
    }

    private String svg(String inside) {
        return format(
                        "<div class=\"canvas\"><svg class=\"graph\" width=\"%.0f\" height=\"%.0f\" role=\"img\">",
                        layout.width(), layout.height())
                + "<title>the graph</title>\n" + inside + "</svg></div>\n";
    }

    private String group(int number, Kernel kernel) {
        Layout.Box at = layout.box(number);
        return format(
                "<g class=\"kernel\"%s><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"6\"/>"
                        + "<text x=\"%.1f\" y=\"%.1f\">%s</text></g>%n",
                Links.of(number, Links.lines(kernel)),
                at.x(),
                at.y(),
                at.width(),
                at.height(),
                at.x() + 8,
                at.y() + 15,
                HtmlPage.escaped(kernel.name()));
    }

    private String kernel(int number, Kernel kernel) {
        String what = String.join("\n", kernel.comment());
        return rect(
                graph.phase(kernel), Links.of(number, Links.lines(kernel)), layout.box(number), kernel.name(), what);
    }

    private String box(Node node, Object place, int kernel) {
        String what =
                node.operation().name() + node.operation().attributes() + "\n" + node.type() + "\n" + node.origin();
        String links = Links.of(kernel, List.of(node.origin().line()));
        return rect(graph.phase(node), links, layout.box(place), label(node), what);
    }

    private static String rect(ProgramGraph.Phase phase, String links, Layout.Box at, String label, String what) {
        return format(
                "<g class=\"%s\"%s><title>%s</title><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"3\"/>"
                        + "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text></g>%n",
                phase.name().toLowerCase(Locale.ROOT),
                links,
                HtmlPage.escaped(what),
                at.x(),
                at.y(),
                at.width(),
                at.height(),
                at.x() + at.width() / 2,
                at.y() + 16,
                HtmlPage.escaped(shortened(label)));
    }

    private String lines() {
        return layout.lines().stream()
                .map(points -> points.stream()
                        .map(p -> format("%.1f,%.1f", p.x(), p.y()))
                        .collect(Collectors.joining(" ", "<polyline points=\"", "\"/>\n")))
                .collect(Collectors.joining("", "<g class=\"lines\">", "</g>\n"));
    }

    private static String label(Node node) {
        if (node.operation() instanceof Leaf leaf) {
            return leaf.path();
        }
        if (node.operation() instanceof Constant constant) {
            return Double.toString(constant.value());
        }
        String name = node.operation().name();
        return node.name().isEmpty() ? name : name + " " + node.name();
    }

    private static String shortened(String label) {
        return label.length() > LONGEST ? label.substring(0, LONGEST - 1) + "…" : label;
    }

    private static double width(String label) {
        return Math.max(30, LETTER * shortened(label).length() + 14);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
