// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.notation.Document.Display;
import org.gradwright.compiler.notation.Document.Heading;
import org.gradwright.compiler.notation.Document.Line;
import org.gradwright.compiler.notation.Document.Paragraph;
import org.gradwright.compiler.notation.Document.Table;

/** Documents for a terminal. */
public final class TextDocument extends DocumentWriter {
    private final TextFormulas formulas = new TextFormulas();

    @Override
    public String write(Document document) {
        return document.title() + "\n" + "=".repeat(width(document.title())) + "\n\n" + blocks(document.blocks());
    }

    @Override
    String heading(Heading heading) {
        String text = inline(heading.content());
        return heading.level() == 1 ? text + "\n" + "-".repeat(width(text)) + "\n" : text + "\n";
    }

    @Override
    String paragraph(Paragraph paragraph) {
        return inline(paragraph.content()) + "\n";
    }

    @Override
    String display(Display display) {
        int left = display.lines().stream().mapToInt(l -> width(left(l))).max().orElse(0);
        return display.lines().stream().map(line -> line(line, left)).collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(Line line, int left) {
        String text = "  " + (line.framed() ? "▌ " : "  ") + padded(left(line), left) + " " + line.sign() + " "
                + formulas.write(line.right());
        return line.remark().isEmpty() ? text : text + "    (" + inline(line.remark()) + ")";
    }

    private String left(Line line) {
        return line.left().map(formulas::write).orElse("");
    }

    /** Marks that stand above a letter take no place. */
    private static int width(String text) {
        return (int) text.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .count();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    @Override
    String table(Table table) {
        var rows = new ArrayList<List<String>>();
        rows.add(table.heads());
        table.rows()
                .forEach(row ->
                        rows.add(row.stream().map(cell -> inline(List.of(cell))).toList()));
        int columns = table.heads().size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], width(row.get(c)));
            }
        });
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder("    ");
            for (int c = 0; c < columns; c++) {
                line.append(padded(row.get(c), widths[c])).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    @Override
    String text(String text) {
        return text;
    }

    @Override
    String formula(Formula formula) {
        return formulas.write(formula);
    }
}
