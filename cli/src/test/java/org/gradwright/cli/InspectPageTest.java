// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

class InspectPageTest {
    /** Too large for a program of one kernel. */
    private static final String MODEL = Samples.NETWORK.replace("dense(x, 8,", "dense(x, 300,");

    @TempDir
    private Path folder;

    private String page(Path model) throws IOException {
        Path page = folder.resolve("page.html");
        CommandRun.of("inspect", model, "--html", page).succeeds();
        return Files.readString(page);
    }

    private static List<String> all(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** The number by which a page knows a kernel, from its row in the table. */
    private static String number(String page, String kernel) {
        var row = Pattern.compile("<tr data-k=\"(\\d+)\"[^>]*><td>" + kernel + "</td>")
                .matcher(page);
        assertThat(row.find()).as("kernel " + kernel).isTrue();
        return row.group(1);
    }

    @Test
    void showsEveryStageAndLinksThem() throws IOException {
        String page = page(Samples.write(folder, "m.graph", MODEL));
        String links = " data-k=\"" + number(page, "h") + "\" data-l=\"7\"";
        assertThat(page)
                .contains("<span data-l=\"7\">h = dense(x, 300, activation = tanh)\n")
                .contains("<g class=\"kernel\"" + links)
                .contains("<g class=\"forward\"" + links + "><title>tanh\nreal[batch, 300]\nm.graph:7:5</title>")
                .contains("<span" + links + ">kernel h {\n")
                .contains("<span" + links + ">    private static void step_h(float[] arena")
                .contains("<rect class=\"tensor\"" + links)
                .contains("class=\"backward\"", "class=\"update\"", "prefers-color-scheme: dark")
                .contains("param h.W = glorot_uniform", "kept: ");
        assertThat(all("<svg class=\"(graph|arena)\"", page)).hasSize(2);
        assertThat(all("(src|href)=", page)).as("nothing is fetched").isEmpty();
    }

    @Test
    void aModelWithoutTrainingShowsItsPrediction() throws IOException {
        Path model = Samples.write(folder, "p.graph", "graph Plain\ninput x : real[batch, 2]\noutput y = exp(2 * x)\n");
        assertThat(page(model))
                .contains("Plain: predict", "class=\"forward\"")
                .doesNotContain("class=\"backward\" data");
    }

    @Test
    void largeGraphsAreDrawnByKernelsAndHugeOnesNotAtAll() throws IOException {
        assertThat(page(deep(60)))
                .contains("operations are too many for a picture; these are the ")
                .contains("<svg class=\"graph\"");
        assertThat(page(deep(90)))
                .contains("operations are too many for a picture, and so are the ")
                .doesNotContain("<svg class=\"graph\"");
    }

    private Path deep(int layers) {
        return Samples.write(folder, "deep" + layers + ".graph", """
                input x : real[batch, 40]
                for l in 0..<%d with h = x {
                  next h = dense(h, 40, activation = tanh)
                }
                loss = mean(h^2)
                train loss with sgd(lr = 0.1)
                """.formatted(layers));
    }

    @Test
    void hostileTextsStayTexts() throws IOException {
        String attack = "</pre></title></script><script>alert(1)</script><img src=x onerror='alert(1)'>";
        Path model = Samples.write(folder, "<b onload='alert(1)'>\"&.graph", MODEL + "# " + attack + "\n");
        String page = page(model);
        assertThat(page)
                .contains("# &lt;/pre&gt;&lt;/title&gt;&lt;/script&gt;&lt;script&gt;alert(1)")
                .contains("<h3>&lt;b onload=&#39;alert(1)&#39;&gt;&quot;&amp;.graph</h3>")
                .doesNotContain("<img", "<b onload");
        assertThat(all("<script", page)).hasSize(1);
    }

    /** In a browser: the pointer over a line of the model marks its operations, kernels and lines of Java. */
    @Test
    @EnabledOnJre(JRE.JAVA_17)
    void marksWhatBelongsTogether() throws Exception {
        assumeThat(onPath("chromium")).as("chromium is on the path").isTrue();
        String page = page(Samples.write(folder, "m.graph", MODEL));
        String pointer = """
                <script>
                const over = e => e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
                const marked = () => [...document.querySelectorAll('.hot')].map(e => e.textContent.trim().split('\\n')[0]);
                over(document.querySelector('pre [data-l="7"]'));
                const lineMarks = marked();
                over([...document.querySelectorAll('pre span')].find(e => e.textContent.includes('void step_h(')));
                const said = [['line', lineMarks], ['java', marked()]].map(([name, marks]) => {
                  const p = document.createElement('p');
                  p.textContent = name + ' ' + marks.join('|');
                  return p;
                });
                document.body.replaceChildren(...said);
                </script>
                """;
        Path script = Files.writeString(folder.resolve("over.html"), page.replace("</body>", pointer + "</body>"));
        String dom = rendered(script);
        assertThat(all("<p>line .*?</p>", dom).get(0))
                .contains("h = dense(x, 300, activation = tanh)", "kernel h {", "private static void step_h(")
                .doesNotContain("kernel z");
        assertThat(all("<p>java .*?</p>", dom).get(0))
                .contains("h = dense(x, 300, activation = tanh)", "kernel h {", "private static void step_h(")
                .doesNotContain("z = dense");
    }

    private String rendered(Path page) throws Exception {
        Path dom = folder.resolve("dom.html");
        Process browser = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(folder.resolve("browser.log").toFile())
                .start();
        assertThat(browser.waitFor()).isZero();
        return Files.readString(dom);
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    @Test
    void saysThatSomethingIsToBeAskedFor() {
        CommandRun run = CommandRun.of("inspect", Samples.write(folder, "m.graph", MODEL));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--stage", "--html FILE");
    }
}
