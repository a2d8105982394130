// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gradwright.cli.train.EpochResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class TrainingPageTest {
    private static final Pattern CHART = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static EpochResult epoch(int number, double train, double test) {
        return new EpochResult(number, number, Map.of("loss", train), Map.of("loss", test), Map.of("lr", 0.1), 1);
    }

    private static String page(List<EpochResult> history) {
        return new TrainingPage("<a> & b", Map.of("seed", "<7>"), history, OptionalInt.of(2), Optional.empty()).html();
    }

    private static List<EpochResult> three() {
        return List.of(epoch(1, 0.4, 0.5), epoch(2, 0.2, 0.1), epoch(3, 0.1, Double.NaN));
    }

    private static List<Element> charts(String html) throws Exception {
        var charts = new ArrayList<Element>();
        for (MatchResult chart : CHART.matcher(html).results().toList()) {
            charts.add(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(chart.group().getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement());
        }
        return charts;
    }

    private static String points(Element chart, int curve) {
        return ((Element) chart.getElementsByTagName("polyline").item(curve)).getAttribute("points");
    }

    @Test
    void drawsLossAndLearningRate() throws Exception {
        List<Element> charts = charts(page(three()));
        assertThat(charts).hasSize(2);
        // 480 x 270 with margins of 58, 12, 26 and 34; the axis goes from 0.1 to 0.5
        assertThat(points(charts.get(0), 0)).isEqualTo("58.0,78.5 263.0,183.5 468.0,236.0");
        assertThat(points(charts.get(0), 1)).isEqualTo("58.0,26.0 263.0,236.0");
        assertThat(charts.get(0).getTextContent()).contains("test, epoch 2: 0.100000");
        assertThat(points(charts.get(1), 0).split(" ")).hasSize(3);
    }

    @Test
    void namesAreTexts() {
        assertThat(page(three()))
                .contains("<h1>&lt;a&gt; &amp; b</h1>", "<td>&lt;7&gt;</td>")
                .doesNotContain("<7>");
    }

    @Test
    void needsNothingElse() {
        assertThat(page(three())).doesNotContain("http", "src=", "@import", "url(");
    }

    @Test
    void longTrainingsAreThinnedOut() throws Exception {
        var history = new ArrayList<EpochResult>();
        for (int i = 1; i <= 10_001; i++) {
            history.add(epoch(i, 1.0 / i, 2.0 / i));
        }
        String html = page(history);
        assertThat(html.length()).isLessThan(100_000);
        String[] points = points(charts(html).get(0), 0).split(" ");
        assertThat(points).hasSizeBetween(400, 502);
        assertThat(points[points.length - 1]).startsWith("468.0,");
    }

    @Test
    void aPageWithoutEpochsHasNoCharts() throws Exception {
        assertThat(charts(page(List.of()))).isEmpty();
    }

    /** A browser lays the curves out where the numbers say. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void aBrowserShowsIt() throws Exception {
        Optional<Path> chromium = onPath("chromium");
        assumeThat(chromium).as("chromium is on the path").isPresent();
        Path file = Files.writeString(
                folder.resolve("page.html"),
                page(three())
                        + "<script>document.title = [...document.querySelectorAll('polyline')].map(p =>"
                        + " p.getBBox().width + 'x' + p.getBBox().height).join()</script>");
        Process browser = new ProcessBuilder(
                        chromium.get().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        file.toUri().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String dom = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        browser.waitFor();
        assertThat(dom).contains("<title>410x157.5,205x210,410x0</title>");
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
