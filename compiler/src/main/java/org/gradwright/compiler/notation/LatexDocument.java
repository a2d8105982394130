// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.notation.Document.Display;
import org.gradwright.compiler.notation.Document.Heading;
import org.gradwright.compiler.notation.Document.Inline;
import org.gradwright.compiler.notation.Document.Line;
import org.gradwright.compiler.notation.Document.Mathematics;
import org.gradwright.compiler.notation.Document.Paragraph;
import org.gradwright.compiler.notation.Document.Table;
import org.gradwright.compiler.notation.Document.Text;

/** Documents for any LaTeX with amsmath and amssymb. */
public final class LatexDocument extends DocumentWriter {
    private final LatexFormulas formulas = new LatexFormulas();

    @Override
    public String write(Document document) {
        return """
                \\documentclass[a4paper]{article}
                \\usepackage[utf8]{inputenc}
                \\usepackage[T1]{fontenc}
                \\usepackage{amsmath,amssymb}
                \\usepackage[margin=2cm,landscape]{geometry}
                \\allowdisplaybreaks
                \\setlength{\\parindent}{0pt}
                \\title{%s}
                \\date{}
                \\begin{document}
                \\maketitle
                """.formatted(LatexFormulas.escaped(document.title())) + blocks(document.blocks())
                + "\n\\end{document}\n";
    }

    @Override
    String heading(Heading heading) {
        return "\\" + (heading.level() == 1 ? "" : "sub") + "section*{" + inline(heading.content()) + "}\n";
    }

    @Override
    String paragraph(Paragraph paragraph) {
        return inline(paragraph.content()) + "\n";
    }

    @Override
    String display(Display display) {
        return "\\[\n" + aligned(display, formulas) + "\n\\]\n";
    }

    /** The lines, aligned at their signs. */
    static String aligned(Display display, LatexFormulas formulas) {
        return display.lines().stream()
                .map(line -> line(line, formulas))
                .collect(Collectors.joining(" \\\\\n", "\\begin{aligned}\n", "\n\\end{aligned}"));
    }

    private static String line(Line line, LatexFormulas formulas) {
        String sign = formulas.sign(line.sign()).strip();
        String right = formulas.write(line.right());
        String framed = line.framed() ? "\\boxed{" + right + "}" : right;
        String remark = line.remark().isEmpty() ? "" : " && " + remark(line.remark(), formulas);
        return line.left().map(formulas::write).orElse("") + " &" + sign + " " + framed + remark;
    }

    /** Inside a formula, text is the exception. */
    private static String remark(List<Inline> remark, LatexFormulas formulas) {
        return remark.stream()
                .map(part -> part instanceof Text text
                        ? formulas.words(text.text())
                        : formulas.write(((Mathematics) part).formula()))
                .collect(Collectors.joining("", formulas.words("("), formulas.words(")")));
    }

    @Override
    String table(Table table) {
        String rows = table.rows().stream()
                .map(row -> row.stream().map(cell -> inline(List.of(cell))).collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" \\\\[4pt]\n"));
        return "\\begin{center}\n\\begin{tabular}{" + "l".repeat(table.heads().size()) + "}\n"
                + table.heads().stream().map(LatexFormulas::escaped).collect(Collectors.joining(" & "))
                + " \\\\ \\hline\\rule{0pt}{16pt}\n" + rows + "\n\\end{tabular}\n\\end{center}\n";
    }

    @Override
    String text(String text) {
        return LatexFormulas.escaped(text);
    }

    @Override
    String formula(Formula formula) {
        return "$\\displaystyle " + formulas.write(formula) + "$";
    }
}
