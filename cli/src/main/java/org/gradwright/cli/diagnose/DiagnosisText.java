// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.List;
import java.util.Locale;
import org.gradwright.cli.TextTable;

/** A diagnosis for a terminal: a table whose last column is a chart of the gradients. */
public final class DiagnosisText {
    private static final int WIDTH = 24;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private DiagnosisText() {}

    /** A course's table, then its findings with their remedies. */
    public static String of(Course course) {
        var text = new StringBuilder();
        if (course.isRun()) {
            text.append(run(course)).append("\n\n");
        }
        text.append(table(course.last())).append("\n\n");
        List<Finding> findings = course.findings();
        findings.forEach(f -> text.append(finding(f)).append('\n'));
        return text.append(findings.isEmpty() ? "nothing is found\n" : "").toString();
    }

    private static String run(Course course) {
        var table = new TextTable("step", course.loss(), "smallest gradient", "largest gradient");
        for (Reading reading : course.readings()) {
            var gradients =
                    reading.norms().stream().mapToDouble(Norms::gradient).summaryStatistics();
            table.add(
                    "" + reading.step(),
                    String.format(Locale.ROOT, "%.5g", reading.loss()),
                    number(gradients.getMin()),
                    number(gradients.getMax()));
        }
        return table.toString();
    }

    private static String table(Reading reading) {
        var scale = LogScale.of(reading.norms().stream().map(Norms::gradient).toList());
        var table = new TextTable("layer", "line", "activation", "gradient", scale.label());
        for (Norms n : reading.norms()) {
            int line = n.layer().value().origin().line();
            table.add(
                    n.layer().name(),
                    line == 0 ? "" : "" + line,
                    number(n.activation()),
                    number(n.gradient()),
                    bar(scale.share(n.gradient())));
        }
        return table.toString();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2e", value);
    }

    private static String bar(double share) {
        int eighths = (int) Math.round(8 * WIDTH * share);
        return "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8));
    }

    private static String finding(Finding finding) {
        return finding.place() + ": " + finding.fault().title() + ": " + finding.fact() + "\n  help: "
                + finding.fault().remedy();
    }
}
