// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.metric;

import java.util.List;
import java.util.Locale;
import org.gradwright.cli.page.Html;
import org.gradwright.compiler.notation.HtmlPage;

/** A confusion matrix for a page: a table whose cells are the darker the larger their part of the row. */
public final class ConfusionHtml {
    /** What the page's style needs. */
    public static final String STYLE = """
            .wide { overflow-x: auto; }
            .confusion td, .confusion th { padding: 0.2rem 0.5rem; text-align: right; border: 1px solid var(--line); }
            .confusion th:first-child { text-align: left; }
            .confusion .right { background: color-mix(in srgb, var(--good) var(--part), var(--paper)); }
            .confusion .wrong { background: color-mix(in srgb, var(--bad) var(--part), var(--paper)); }
            .confusion .none { color: var(--line); }
            """;

    /** With more classes the most frequent mistakes are listed. */
    private static final int LARGEST = 60;

    private static final int MOST_OFTEN = 40;

    private ConfusionHtml() {}

    /** A table. */
    public static String of(NamedConfusion confusion) {
        return confusion.matrix().classes() <= LARGEST
                ? table(confusion.matrix(), confusion.names())
                : list(confusion.matrix(), confusion.names());
    }

    private static String table(ConfusionMatrix matrix, List<String> names) {
        var html = new StringBuilder("<table class=\"confusion\">\n<tr><th>actual \\ predicted</th>");
        names.forEach(name -> html.append("<th>").append(HtmlPage.escaped(name)).append("</th>"));
        html.append("<th>recall</th></tr>\n");
        for (int actual = 0; actual < matrix.classes(); actual++) {
            html.append("<tr><th>").append(HtmlPage.escaped(names.get(actual))).append("</th>");
            for (int said = 0; said < matrix.classes(); said++) {
                html.append(cell(matrix, actual, said));
            }
            html.append("<td>")
                    .append(ConfusionText.percent(matrix.count(actual, actual), matrix.actual(actual)))
                    .append("</td></tr>\n");
        }
        return html.append(precisions(matrix)).append("</table>\n").toString();
    }

    private static String cell(ConfusionMatrix matrix, int actual, int said) {
        long count = matrix.count(actual, said);
        String kind = count == 0 ? "none" : actual == said ? "right" : "wrong";
        double part = 100.0 * count / Math.max(1, matrix.actual(actual));
        return String.format(
                Locale.ROOT,
                "<td class=\"%s\" style=\"--part: %.0f%%\">%s</td>",
                kind,
                count == 0 ? 0 : 15 + 0.6 * part,
                count == 0 ? "·" : String.format(Locale.ROOT, "%,d", count));
    }

    private static String precisions(ConfusionMatrix matrix) {
        var html = new StringBuilder("<tr><th>precision</th>");
        for (int said = 0; said < matrix.classes(); said++) {
            html.append("<td>")
                    .append(ConfusionText.percent(matrix.count(said, said), matrix.predicted(said)))
                    .append("</td>");
        }
        return html.append("<td>")
                .append(ConfusionText.percent(matrix.right(), matrix.all()))
                .append("</td></tr>\n")
                .toString();
    }

    private static String list(ConfusionMatrix matrix, List<String> names) {
        var rows = new StringBuilder();
        for (ConfusionMatrix.Mistake mistake : matrix.mistakes(MOST_OFTEN)) {
            rows.append(Html.row(
                    names.get(mistake.actual()),
                    names.get(mistake.predicted()),
                    Long.toString(mistake.count()),
                    Long.toString(matrix.actual(mistake.actual()))));
        }
        return Html.table(rows.toString(), "actual", "predicted", "times", "of");
    }
}
