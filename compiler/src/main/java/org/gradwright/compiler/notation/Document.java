// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.List;
import java.util.Optional;

/**
 * A text with formulas.
 *
 * @param title of the whole
 */
public record Document(String title, List<Block> blocks) {
    public Document {
        blocks = List.copyOf(blocks);
    }

    /** What stands by itself. */
    public sealed interface Block {}

    /** @param level 1 for a part, 2 for a part of it */
    public record Heading(int level, List<Inline> content) implements Block {
        public Heading {
            content = List.copyOf(content);
        }
    }

    public record Paragraph(List<Inline> content) implements Block {
        public Paragraph {
            content = List.copyOf(content);
        }
    }

    /** Formulas one below the other, aligned at their signs; the result may have a frame. */
    public record Display(List<Line> lines) implements Block {
        public Display {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line of a display: left sign right.
     *
     * @param left absent from a line that continues the one above
     * @param framed whether it is a result
     * @param remark said at the end; may be empty
     */
    public record Line(Optional<Formula> left, String sign, Formula right, boolean framed, List<Inline> remark) {
        public Line {
            remark = List.copyOf(remark);
        }

        /** The same line with a left side. */
        public Line beginning(Formula side) {
            return new Line(Optional.of(side), sign, right, framed, remark);
        }
    }

    public record Table(List<String> heads, List<List<Inline>> rows) implements Block {
        public Table {
            heads = List.copyOf(heads);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /** What a page shows on demand, and other formats at once. @param summary what a page shows until then */
    public record Details(List<Inline> summary, List<Block> blocks) implements Block {
        public Details {
            summary = List.copyOf(summary);
            blocks = List.copyOf(blocks);
        }
    }

    /** What stands in a line of text. */
    public sealed interface Inline {}

    public record Text(String text) implements Inline {}

    public record Mathematics(Formula formula) implements Inline {}
}
