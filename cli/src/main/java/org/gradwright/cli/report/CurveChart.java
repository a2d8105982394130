// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.gradwright.compiler.notation.HtmlPage;

/** Curves over the epochs, as SVG. */
final class CurveChart {
    static final String STYLE = """
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem 2rem; }
            .charts figure { margin: 0; } .charts figcaption { font-weight: 600; }
            .chart { width: 100%; height: auto; }
            .chart text { font-size: 12px; fill: var(--faint); }
            .chart .grid { stroke: var(--line); }
            .chart polyline { fill: none; stroke-width: 2; stroke-linejoin: round; }
            .chart .train { stroke: var(--second); fill: var(--second); }
            .chart .test { stroke: var(--first); fill: var(--first); }
            .chart .best { fill: none; stroke: var(--first); stroke-width: 2; }
            """;

    private static final int WIDTH = 480;
    private static final int HEIGHT = 270;
    private static final int LEFT = 58;
    private static final int RIGHT = 12;
    private static final int TOP = 26;
    private static final int BOTTOM = 34;
    /** With more points than this they are not marked one by one. */
    private static final int DOTS = 60;

    private final String title;
    private final List<Curve> curves;
    private final OptionalInt best;
    private final Axis across;
    private final Axis up;

    private CurveChart(String title, List<Curve> curves, OptionalInt best) {
        this.title = title;
        this.curves = curves;
        this.best = best;
        var epochs = curves.stream()
                .flatMap(c -> c.points().stream())
                .mapToInt(Curve.Point::epoch)
                .summaryStatistics();
        var values = curves.stream()
                .flatMap(c -> c.points().stream())
                .mapToDouble(Curve.Point::value)
                .summaryStatistics();
        this.across = Axis.counting(epochs.getMin(), epochs.getMax());
        this.up = Axis.of(values.getMin(), values.getMax());
    }

    /**
     * A figure; empty where no curve has a point.
     *
     * @param best the epoch to mark on the curve of the test
     */
    static String of(String title, List<Curve> curves, OptionalInt best) {
        List<Curve> drawn = curves.stream().filter(c -> !c.points().isEmpty()).toList();
        return drawn.isEmpty() ? "" : new CurveChart(title, drawn, best).draw();
    }

    private String draw() {
        return "<figure><figcaption>" + HtmlPage.escaped(title)
                + "</figcaption>\n<svg class=\"chart\" role=\"img\" viewBox=\"0 0 "
                + WIDTH + " " + HEIGHT + "\"><title>" + HtmlPage.escaped(title) + " by epoch</title>\n" + grid()
                + curves.stream().map(this::curve).collect(Collectors.joining()) + legend() + "</svg></figure>\n";
    }

    private String grid() {
        var lines = new StringBuilder();
        for (double tick : up.ticks()) {
            lines.append(format(
                            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                            LEFT, WIDTH - RIGHT, y(tick), y(tick)))
                    .append(format(
                            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                            LEFT - 6, y(tick) + 4, Axis.label(tick)));
        }
        for (double tick : across.ticks()) {
            lines.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                    x(tick), HEIGHT - BOTTOM + 18, Axis.label(tick)));
        }
        return lines.toString();
    }

    private String curve(Curve curve) {
        String points = curve.points().stream()
                .map(p -> format("%.1f,%.1f", x(p.epoch()), y(p.value())))
                .collect(Collectors.joining(" "));
        String dots = curve.points().size() > DOTS
                ? ""
                : curve.points().stream().map(p -> dot(curve, p, "", 2.5)).collect(Collectors.joining());
        String ring = curve.points().stream()
                .filter(p -> curve.style().equals("test") && best.isPresent() && p.epoch() == best.getAsInt())
                .map(p -> dot(curve, p, " class=\"best\"", 6))
                .collect(Collectors.joining());
        return "<g class=\"" + curve.style() + "\"><polyline points=\"" + points + "\"/>" + dots + ring + "</g>\n";
    }

    private String dot(Curve curve, Curve.Point point, String style, double radius) {
        return format(
                "<circle%s r=\"%.1f\" cx=\"%.1f\" cy=\"%.1f\"><title>%s, epoch %d: %.6g</title></circle>",
                style,
                radius,
                x(point.epoch()),
                y(point.value()),
                HtmlPage.escaped(curve.name()),
                point.epoch(),
                point.value());
    }

    private String legend() {
        var legend = new StringBuilder();
        for (int i = 0; i < curves.size(); i++) {
            int x = LEFT + 8 + 70 * i;
            legend.append(format(
                            "<g class=\"%s\"><circle r=\"4\" cx=\"%d\" cy=\"12\"/></g>",
                            curves.get(i).style(), x))
                    .append(format(
                            "<text x=\"%d\" y=\"16\">%s</text>",
                            x + 8, HtmlPage.escaped(curves.get(i).name())));
        }
        return legend.toString();
    }

    private double x(double epoch) {
        return LEFT + (WIDTH - LEFT - RIGHT) * across.share(epoch);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * up.share(value);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
