// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.compiler.notation.Document.Block;
import org.gradwright.compiler.notation.Document.Details;
import org.gradwright.compiler.notation.Document.Display;
import org.gradwright.compiler.notation.Document.Heading;
import org.gradwright.compiler.notation.Document.Inline;
import org.gradwright.compiler.notation.Document.Mathematics;
import org.gradwright.compiler.notation.Document.Paragraph;
import org.gradwright.compiler.notation.Document.Table;
import org.gradwright.compiler.notation.Document.Text;

/** Writes documents in one format. */
public abstract sealed class DocumentWriter permits TextDocument, MarkdownDocument, LatexDocument, HtmlDocument {
    /** The whole document, with what the format wants around it. */
    public abstract String write(Document document);

    abstract String heading(Heading heading);

    abstract String paragraph(Paragraph paragraph);

    abstract String display(Display display);

    abstract String table(Table table);

    abstract String text(String text);

    abstract String formula(Formula formula);

    /** At once, where there is nothing that could be folded out. */
    String details(Details details) {
        return blocks(details.blocks());
    }

    final String blocks(List<Block> blocks) {
        return blocks.stream().map(this::block).collect(Collectors.joining("\n"));
    }

    private String block(Block block) {
        if (block instanceof Heading heading) {
            return heading(heading);
        } else if (block instanceof Paragraph paragraph) {
            return paragraph(paragraph);
        } else if (block instanceof Details details) {
            return details(details);
        }
        return block instanceof Display display ? display(display) : table((Table) block);
    }

    final String inline(List<Inline> content) {
        return content.stream()
                .map(part -> part instanceof Text text ? text(text.text()) : formula(((Mathematics) part).formula()))
                .collect(Collectors.joining());
    }
}
