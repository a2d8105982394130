// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.notation.Document.Display;
import org.gradwright.compiler.notation.Document.Heading;
import org.gradwright.compiler.notation.Document.Paragraph;
import org.gradwright.compiler.notation.Document.Table;

/** Documents as Markdown with formulas between dollars, as code hosts and notebooks draw them. */
public final class MarkdownDocument extends DocumentWriter {
    private final LatexFormulas formulas = new LatexFormulas();

    @Override
    public String write(Document document) {
        return "# " + document.title() + "\n\n" + blocks(document.blocks());
    }

    @Override
    String heading(Heading heading) {
        return "#".repeat(heading.level() + 1) + " " + inline(heading.content()) + "\n";
    }

    @Override
    String paragraph(Paragraph paragraph) {
        return inline(paragraph.content()) + "\n";
    }

    @Override
    String display(Display display) {
        return "$$\n" + LatexDocument.aligned(display, formulas) + "\n$$\n";
    }

    @Override
    String table(Table table) {
        String rows = table.rows().stream()
                .map(row -> row.stream()
                        .map(cell -> inline(List.of(cell)).replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
        return "| " + String.join(" | ", table.heads()) + " |\n|"
                + " --- |".repeat(table.heads().size()) + "\n" + rows;
    }

    @Override
    String text(String text) {
        return text.replaceAll("([\\\\*_<>`])", "\\\\$1");
    }

    @Override
    String formula(Formula formula) {
        return "$" + formulas.write(formula) + "$";
    }
}
