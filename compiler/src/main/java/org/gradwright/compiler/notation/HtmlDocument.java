// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.notation.Document.Details;
import org.gradwright.compiler.notation.Document.Display;
import org.gradwright.compiler.notation.Document.Heading;
import org.gradwright.compiler.notation.Document.Line;
import org.gradwright.compiler.notation.Document.Paragraph;
import org.gradwright.compiler.notation.Document.Table;

/** Documents as one page of HTML that needs nothing else: formulas are MathML, the style is in the page. */
public final class HtmlDocument extends DocumentWriter {
    private static final String STYLE = """
            body { font: 17px/1.55 Georgia, 'Times New Roman', serif; color: #1c1e21; background: #fff;
                   max-width: 60rem; margin: 2.5rem auto; padding: 0 1.5rem; }
            h1 { font-size: 1.9rem; } h2 { font-size: 1.35rem; margin-top: 2.4rem; border-bottom: 1px solid #ddd; }
            h3 { font-size: 1.1rem; margin: 2rem 0 0.4rem; }
            math { font-size: 1.08em; math-style: normal; } .display { overflow-x: auto; margin: 0.6rem 0 0.9rem 1.2rem; }
            .display td { padding: 0.28rem 0.25rem; vertical-align: middle; white-space: nowrap; }
            .display td:first-child { text-align: right; } .remark { color: #666; padding-left: 1.5rem !important;
                   font-style: italic; white-space: normal !important; }
            .framed { display: inline-block; border: 1.5px solid #2457a6; border-radius: 4px; padding: 0.15rem 0.5rem; }
            .facts { border-collapse: collapse; margin: 0.6rem 0 1rem 1.2rem; }
            .facts th { text-align: left; font-weight: 600; } .facts th, .facts td { padding: 0.25rem 1.2rem 0.25rem 0;
                   border-bottom: 1px solid #e5e5e5; }
            summary { color: #2457a6; cursor: pointer; margin: 1.6rem 0; }
            .bold { font-weight: bold; } code { font-size: 0.9em; }
            @media (prefers-color-scheme: dark) { body { color: #e4e6e9; background: #16181b; }
                   h2, .facts th, .facts td { border-color: #3a3d42; } .remark { color: #a0a4aa; }
                   .framed { border-color: #7aa7ee; } summary { color: #7aa7ee; } }
            """;

    private final MathMlFormulas formulas = new MathMlFormulas();

    @Override
    public String write(Document document) {
        String title = document.title();
        return HtmlPage.of(title, STYLE, "<h1>" + text(title) + "</h1>\n" + blocks(document.blocks()));
    }

    @Override
    String heading(Heading heading) {
        String tag = "h" + (heading.level() + 1);
        return "<" + tag + ">" + inline(heading.content()) + "</" + tag + ">";
    }

    @Override
    String paragraph(Paragraph paragraph) {
        return "<p>" + inline(paragraph.content()) + "</p>";
    }

    @Override
    String details(Details details) {
        return "<details><summary>" + inline(details.summary()) + "</summary>\n" + blocks(details.blocks())
                + "</details>";
    }

    @Override
    String display(Display display) {
        return display.lines().stream()
                .map(this::line)
                .collect(Collectors.joining("\n", "<div class=\"display\"><table>\n", "\n</table></div>"));
    }

    private String line(Line line) {
        String right = display(line.right());
        return "<tr><td>" + line.left().map(this::display).orElse("") + "</td><td><math>" + formulas.sign(line.sign())
                + "</math></td><td>" + (line.framed() ? "<span class=\"framed\">" + right + "</span>" : right)
                + "</td><td class=\"remark\">" + inline(line.remark()) + "</td></tr>";
    }

    private String display(Formula formula) {
        return "<math>" + formulas.write(formula) + "</math>";
    }

    @Override
    String table(Table table) {
        String heads = table.heads().stream()
                .map(head -> "<th>" + text(head) + "</th>")
                .collect(Collectors.joining());
        String rows = table.rows().stream()
                .map(row -> row.stream()
                        .map(cell -> "<td>" + inline(List.of(cell)) + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>\n")))
                .collect(Collectors.joining());
        return "<table class=\"facts\">\n<tr>" + heads + "</tr>\n" + rows + "</table>";
    }

    @Override
    String text(String text) {
        return HtmlPage.escaped(text);
    }

    @Override
    String formula(Formula formula) {
        return "<math>" + formulas.write(formula) + "</math>";
    }
}
