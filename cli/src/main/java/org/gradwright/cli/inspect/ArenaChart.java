// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.inspect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gradwright.compiler.fuse.BufferInfo;
import org.gradwright.compiler.kernel.Buffer;
import org.gradwright.compiler.kernel.Kernel;
import org.gradwright.compiler.notation.HtmlPage;
import org.gradwright.compiler.plan.MemoryPlan.ProgramPlan;
import org.gradwright.compiler.plan.Placement;

/** The arena of reals over a program, as SVG: to the right the kernels, downwards the offsets, a box for each tensor. */
final class ArenaChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 340;
    private static final int LEFT = 130;
    /** What outlives the program is not to scale: it may be most of the arena, and does not change. */
    private static final int KEPT = 24;

    private final ProgramPlan plan;
    private final Map<String, Integer> sizes;
    private final int persistent;
    private final double reals;
    private final int kernels;

    /** From the first kernel that touches a buffer to the last, both included. */
    private record Life(int first, int last) {}

    private ArenaChart(ProgramPlan plan, int persistent, Map<String, Integer> sizes) {
        this.plan = plan;
        this.sizes = sizes;
        this.persistent = persistent;
        reals = Math.max(1, plan.reals().evaluate(sizes));
        kernels = plan.program().kernels().size();
    }

    /** @param persistent elements at the beginning, which outlive the program */
    static String of(ProgramPlan plan, int persistent, Map<String, Integer> sizes) {
        return new ArenaChart(plan, persistent, sizes).draw();
    }

    private String draw() {
        String boxes = lives().entrySet().stream()
                .map(life -> box(life.getKey(), life.getValue()))
                .collect(Collectors.joining());
        return format(
                        "<svg class=\"arena\" viewBox=\"0 0 %d %d\" role=\"img\"><title>memory</title>%n",
                        WIDTH, HEIGHT + 24)
                + format(
                        "<rect class=\"kept\" x=\"%d\" y=\"0\" width=\"%d\" height=\"%d\"/>%n",
                        LEFT, WIDTH - LEFT, KEPT)
                + format("<text x=\"%d\" y=\"16\">parameters and optimiser state, not to scale</text>%n", LEFT + 8)
                + boxes + axes() + "</svg>\n";
    }

    private Map<Buffer, Life> lives() {
        var lives = new LinkedHashMap<Buffer, Life>();
        List<Kernel> all = plan.program().kernels();
        for (int k = 0; k < all.size(); k++) {
            for (Buffer buffer : all.get(k).buffers()) {
                if (isScratch(buffer)) {
                    int now = k;
                    lives.compute(buffer, (b, life) -> new Life(life == null ? now : life.first(), now));
                }
            }
        }
        return lives;
    }

    private boolean isScratch(Buffer buffer) {
        BufferInfo.Kind kind = plan.program().buffers().get(buffer).kind();
        Placement place = plan.places().get(buffer);
        return (kind == BufferInfo.Kind.TEMPORARY || kind == BufferInfo.Kind.OUTPUT)
                && place != null
                && place.space() == Placement.Space.REALS;
    }

    private String box(Buffer buffer, Life life) {
        BufferInfo info = plan.program().buffers().get(buffer);
        long offset = plan.places().get(buffer).offset().evaluate(sizes);
        long count = info.count().evaluate(sizes);
        int kernel = life.first();
        return format(
                "<rect class=\"tensor\"%s x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\"><title>%s</title></rect>%n",
                Links.of(kernel, List.of(info.node().origin().line())),
                x(life.first()),
                y(offset),
                x(life.last() + 1) - x(life.first()),
                Math.max(1, y(offset + count) - y(offset)),
                HtmlPage.escaped(format(
                        "%s %s%n%,d reals at %,d", buffer.name(), info.node().type(), count, offset)));
    }

    private String axes() {
        return format("<text x=\"%d\" y=\"16\" text-anchor=\"end\">%,d reals</text>", LEFT - 6, persistent)
                + format("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%,.0f reals</text>", LEFT - 6, HEIGHT, reals)
                + format("<text x=\"%d\" y=\"%d\">first kernel</text>", LEFT, HEIGHT + 16)
                + format("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">kernel %,d</text>", WIDTH, HEIGHT + 16, kernels);
    }

    private double x(int kernel) {
        return LEFT + (WIDTH - LEFT) * (double) kernel / kernels;
    }

    private double y(long offset) {
        return KEPT + (HEIGHT - KEPT) * (offset - persistent) / Math.max(1, reals - persistent);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
