// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.diagnose;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gradwright.cli.page.Html;
import org.gradwright.compiler.notation.HtmlPage;

/** A diagnosis as one page of HTML that needs nothing else. */
public final class DiagnosisPage {
    private static final String STYLE = """
            .finding { border-left: 4px solid var(--bad); padding: 0.1rem 0 0.1rem 0.9rem; margin: 0.9rem 0; }
            .finding p { margin: 0.2rem 0; }
            .well { border-left: 4px solid var(--good); padding-left: 0.9rem; }
            .wide { overflow-x: auto; }
            .chart { width: 100%; min-width: 40rem; height: auto; }
            .chart text { font-size: 12px; fill: var(--faint); }
            .chart .grid { stroke: var(--line); }
            .chart .activation { stroke: var(--second); fill: var(--second); }
            .chart .gradient { stroke: var(--first); fill: var(--first); }
            .chart .start { opacity: 0.4; }
            .chart polyline { fill: none !important; stroke-width: 2; }
            """;

    private DiagnosisPage() {}

    /** The charts, tables and findings of each loss. */
    public static String of(String title, List<Course> courses) {
        String body = courses.stream().map(DiagnosisPage::course).collect(Collectors.joining("\n"));
        return Html.page(title, STYLE, "<h1>" + Html.prose(title) + "</h1>\n" + body);
    }

    private static String course(Course course) {
        return "<h2>" + HtmlPage.escaped(course.loss()) + "</h2>\n" + findings(course.findings())
                + "<div class=\"wide\">" + NormChart.of(course) + "</div>\n" + (course.isRun() ? run(course) : "")
                + norms(course.last());
    }

    private static String findings(List<Finding> findings) {
        return findings.isEmpty()
                ? "<p class=\"well\">Nothing is found.</p>\n"
                : findings.stream().map(DiagnosisPage::finding).collect(Collectors.joining());
    }

    private static String finding(Finding finding) {
        return "<div class=\"finding\"><p><code>" + HtmlPage.escaped(finding.place()) + "</code> <b>"
                + finding.fault().title() + "</b>: " + HtmlPage.escaped(finding.fact()) + "</p><p>"
                + HtmlPage.escaped(finding.fault().remedy()) + "</p></div>\n";
    }

    private static String norms(Reading reading) {
        String rows = reading.norms().stream()
                .map(n -> Html.row(
                        n.layer().name(),
                        "" + n.layer().value().origin().line(),
                        DiagnosisText.number(n.activation()),
                        DiagnosisText.number(n.gradient())))
                .collect(Collectors.joining());
        return Html.table(rows, "layer", "line", "activation", "gradient");
    }

    private static String run(Course course) {
        String rows = course.readings().stream()
                .map(r -> Html.row("" + r.step(), String.format(Locale.ROOT, "%.5g", r.loss())))
                .collect(Collectors.joining());
        return Html.table(rows, "step", course.loss());
    }
}
