// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gradwright.cli.metric.ConfusionHtml;
import org.gradwright.cli.metric.NamedConfusion;
import org.gradwright.cli.page.Html;
import org.gradwright.cli.train.EpochResult;
import org.gradwright.compiler.notation.HtmlPage;

/**
 * A training as one page of HTML that needs nothing else.
 *
 * @param title of the page
 * @param settings what it was trained with, by name
 * @param history its epochs
 * @param best the number of the best epoch, if epochs were compared
 * @param confusion of the last test, if there are classes
 */
public record TrainingPage(
        String title,
        Map<String, String> settings,
        List<EpochResult> history,
        OptionalInt best,
        Optional<NamedConfusion> confusion) {
    /** A longer table is cut in its middle. */
    private static final int ROWS = 200;

    /** The page. */
    public String html() {
        return Html.page(
                title,
                CurveChart.STYLE + ConfusionHtml.STYLE,
                "<h1>" + HtmlPage.escaped(title) + "</h1>\n<div class=\"charts\">\n" + charts() + "</div>\n" + matrix()
                        + "<h2>Settings</h2>\n" + facts() + "<details><summary>All epochs</summary>\n" + epochs()
                        + "</details>\n");
    }

    private String charts() {
        return names(EpochResult::train, EpochResult::test).stream()
                        .map(this::measured)
                        .collect(Collectors.joining())
                + names(EpochResult::rates).stream().map(this::rate).collect(Collectors.joining());
    }

    @SafeVarargs
    private Set<String> names(Function<EpochResult, Map<String, Double>>... groups) {
        Set<String> names = new LinkedHashSet<>();
        for (Function<EpochResult, Map<String, Double>> group : groups) {
            history.forEach(epoch -> names.addAll(group.apply(epoch).keySet()));
        }
        return names;
    }

    private String measured(String name) {
        return CurveChart.of(
                name,
                List.of(
                        Curve.of("train", "train", history, epoch -> epoch.train()
                                .get(name)),
                        Curve.of("test", "test", history, epoch -> epoch.test().get(name))),
                best);
    }

    private String rate(String name) {
        String title = name.replaceFirst("^lr\\.?", "learning rate ").strip();
        return CurveChart.of(
                title, List.of(Curve.of("rate", "train", history, e -> e.rates().get(name))), best);
    }

    private String matrix() {
        return confusion
                .map(c ->
                        "<h2>Confusion in the last test</h2>\n<div class=\"wide\">" + ConfusionHtml.of(c) + "</div>\n")
                .orElse("");
    }

    private String facts() {
        String rows = settings.entrySet().stream()
                .map(fact -> Html.row(fact.getKey(), fact.getValue()))
                .collect(Collectors.joining());
        return Html.table(rows, "", "");
    }

    private String epochs() {
        Set<String> train = names(EpochResult::train);
        Set<String> test = names(EpochResult::test);
        var heads = new ArrayList<>(List.of("epoch", "seconds"));
        train.forEach(name -> heads.add("train " + name));
        test.forEach(name -> heads.add("test " + name));
        var rows = new StringBuilder();
        for (int i = 0; i < history.size(); i++) {
            if (i < ROWS / 2 || i >= history.size() - ROWS / 2) {
                rows.append(row(history.get(i), train, test));
            }
        }
        return Html.table(rows.toString(), heads.toArray(String[]::new));
    }

    private static String row(EpochResult epoch, Set<String> train, Set<String> test) {
        var cells = new ArrayList<>(List.of(Integer.toString(epoch.number()), number(epoch.seconds())));
        train.forEach(name -> cells.add(number(epoch.train().get(name))));
        test.forEach(name -> cells.add(number(epoch.test().get(name))));
        return Html.row(cells.toArray(String[]::new));
    }

    private static String number(Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.5g", value);
    }
}
