// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.derive.Derivation.Factor;
import org.gradwright.compiler.derive.Derivation.Step;
import org.gradwright.compiler.notation.Document.Block;
import org.gradwright.compiler.notation.Document.Heading;
import org.gradwright.compiler.notation.Document.Inline;
import org.gradwright.compiler.notation.Document.Mathematics;
import org.gradwright.compiler.notation.Document.Paragraph;
import org.gradwright.compiler.notation.Document.Table;
import org.gradwright.compiler.notation.Document.Text;

/**
 * The factors of each chain with their sizes: a row for each element derived, a column for each by which. What a long chain shares
 * with the longest one before it is not said again, or the tables of a deep network would grow with the square of its depth.
 */
final class ChainTables {
    /** A chain with at most so many factors is written in full. */
    private static final int SHORT = 12;

    private List<Factor> longest = List.of();
    private Inline owner = new Text("");

    /** The next parameter's. */
    List<Block> of(Step step) {
        var blocks = new ArrayList<Block>();
        blocks.add(new Heading(2, List.of(new Text("The factors of "), new Mathematics(step.left()))));
        List<Factor> chain = step.chain();
        int shared = chain.size() > SHORT ? shared(chain) : 0;
        if (chain.isEmpty()) {
            blocks.add(say(new Text("It is a sum over several ways; see above.")));
            return blocks;
        } else if (shared > 0) {
            Inline last = new Mathematics(chain.get(shared - 1).partial());
            blocks.add(say(new Text("Those of "), owner, new Text(" down to "), last, new Text(", and then:")));
        }
        blocks.add(table(chain.subList(shared, chain.size())));
        remember(step);
        return blocks;
    }

    /** How many factors a chain has in common with the longest, at most all but the last. */
    private int shared(List<Factor> chain) {
        int shared = 0;
        int most = Math.min(longest.size(), chain.size() - 1);
        while (shared < most && chain.get(shared).equals(longest.get(shared))) {
            shared++;
        }
        return shared;
    }

    private void remember(Step step) {
        if (step.chain().size() > longest.size()) {
            longest = step.chain();
            owner = new Mathematics(step.left());
        }
    }

    private static Paragraph say(Inline... content) {
        return new Paragraph(List.of(content));
    }

    private static Table table(List<Factor> factors) {
        return new Table(
                List.of("factor", "size"),
                factors.stream().map(ChainTables::row).toList());
    }

    private static List<Inline> row(Factor factor) {
        return List.of(new Mathematics(factor.partial()), new Text(factor.rows() + " × " + factor.columns()));
    }
}
