// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gradwright.compiler.notation.HtmlPage;

/** Root mean squares of activations and gradients, layer by layer, on a logarithmic axis, as SVG. */
final class NormChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 320;
    private static final int LEFT = 60;
    private static final int TOP = 30;
    /** Room for the names of layers, which stand at a slant. */
    private static final int BOTTOM = 90;
    /** With more layers than this, not each is named. */
    private static final int NAMES = 40;
    /** So many lines of the grid at most. */
    private static final int LINES = 8;

    private final Course course;
    private final List<Norms> layers;
    private final LogScale scale;

    private NormChart(Course course) {
        this.course = course;
        layers = course.last().norms();
        var values = new ArrayList<Double>();
        for (Reading reading : List.of(course.first(), course.last())) {
            reading.norms().forEach(n -> values.addAll(List.of(n.activation(), n.gradient())));
        }
        scale = LogScale.of(values);
    }

    static String of(Course course) {
        return new NormChart(course).draw();
    }

    private String draw() {
        String inside =
                grid() + names() + series("activation", Norms::activation) + series("gradient", Norms::gradient);
        return "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 " + WIDTH + " " + (HEIGHT + BOTTOM)
                + "\"><title>root mean squares by layer</title>\n" + inside + legend() + "</svg>";
    }

    private String grid() {
        int every = Math.max(1, (scale.high() - scale.low() + LINES - 1) / LINES);
        var lines = new StringBuilder();
        for (int power = scale.low(); power <= scale.high(); power += every) {
            double y = y(Math.pow(10, power));
            lines.append(format(
                            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH, y, y))
                    .append(format(
                            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">1e%d</text>\n", LEFT - 8, y + 4, power));
        }
        return lines.toString();
    }

    private String names() {
        int every = (layers.size() + NAMES - 1) / NAMES;
        return IntStream.range(0, layers.size())
                .filter(i -> i % every == 0)
                .mapToObj(i -> format(
                        "<text text-anchor=\"end\" transform=\"translate(%.1f %d) rotate(-40)\">%s</text>%n",
                        x(i) + 4,
                        HEIGHT + 14,
                        HtmlPage.escaped(layers.get(i).layer().name())))
                .collect(Collectors.joining());
    }

    private String series(String name, ToDoubleFunction<Norms> value) {
        String start = course.isRun() ? line(name + " start", course.first(), value) : "";
        return start + line(name, course.last(), value);
    }

    private String line(String style, Reading reading, ToDoubleFunction<Norms> value) {
        List<Norms> norms = reading.norms();
        String points = IntStream.range(0, norms.size())
                .mapToObj(i -> format("%.1f,%.1f", x(i), y(value.applyAsDouble(norms.get(i)))))
                .collect(Collectors.joining(" "));
        String dots = IntStream.range(0, norms.size())
                .mapToObj(i -> dot(x(i), norms.get(i).layer().name(), value.applyAsDouble(norms.get(i))))
                .collect(Collectors.joining());
        return "<g class=\"" + style + "\"><polyline points=\"" + points + "\"/>" + dots + "</g>\n";
    }

    private String dot(double x, String name, double value) {
        return format(
                "<circle r=\"3.5\" cx=\"%.1f\" cy=\"%.1f\"><title>%s %s</title></circle>",
                x, y(value), HtmlPage.escaped(name), DiagnosisText.number(value));
    }

    private String legend() {
        String pale = course.isRun() ? " (pale: before the first step)" : "";
        return "<g class=\"activation\"><circle r=\"4\" cx=\"70\" cy=\"10\"/></g><text x=\"80\" y=\"14\">activation</text>"
                + "<g class=\"gradient\"><circle r=\"4\" cx=\"160\" cy=\"10\"/></g><text x=\"170\" y=\"14\">gradient"
                + pale
                + "</text>";
    }

    private double x(int layer) {
        return LEFT + (WIDTH - LEFT) * (layer + 0.5) / layers.size();
    }

    private double y(double value) {
        return HEIGHT - (HEIGHT - TOP) * scale.share(value);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
