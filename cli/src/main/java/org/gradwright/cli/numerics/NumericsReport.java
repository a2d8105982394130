// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.numerics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.gradwright.cli.data.ExampleAxis;
import org.gradwright.compiler.graph.Input;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.op.Constant;
import org.gradwright.runtime.data.Batch;

/** Puts into words where a value stopped being finite. */
final class NumericsReport {
    private final ExampleAxis axis;
    private final RowNames rows;
    private final Batch batch;

    NumericsReport(ExampleAxis axis, RowNames rows, Batch batch) {
        this.axis = axis;
        this.rows = rows;
        this.batch = batch;
    }

    /** Lines that follow the one that says what went wrong. */
    String of(Culprit culprit) {
        Node node = culprit.node();
        String place = node.origin().toString();
        String statement = node.origin().statement().strip();
        return "\n  " + (place.isEmpty() ? "" : place + ": ") + fact(culprit)
                + (statement.isEmpty() ? "" : "\n  " + node.origin().line() + " | " + statement)
                + turns(culprit)
                + row(culprit)
                + "\n  = help: " + help(culprit);
    }

    private String fact(Culprit culprit) {
        Node node = culprit.node();
        String value = text(culprit.value());
        if (node.operation() instanceof Leaf leaf) {
            return "`" + leaf.path() + "` is " + value;
        }
        if (node.operation() instanceof Constant) {
            return "an infinity that the model writes here reaches the result";
        }
        String of = culprit.operands().isEmpty() ? "" : " of " + String.join(" and ", culprit.operands());
        String called = node.name().isEmpty() ? "" : ", which is `" + node.name() + "`,";
        String where = culprit.forward() ? "" : ", in the gradients or the update";
        return "`" + node.operation().name() + "`" + of + called + " is " + value + where;
    }

    /** The turns of the loops, the innermost first. */
    private static String turns(Culprit culprit) {
        var turns = new ArrayList<>(culprit.place().turns());
        Collections.reverse(turns);
        return turns.stream()
                .map(turn -> "\n  in part " + (turn.part() + 1) + " of " + turn.parts() + " of the loop")
                .collect(Collectors.joining());
    }

    /** The example, where the value has an axis for them, and what the data call it. */
    private String row(Culprit culprit) {
        int examples = axis.in(culprit.node().shape());
        if (axis.size().isEmpty()) {
            return "\n  " + rows.name(batch.examples()[0]);
        }
        if (examples < 0) {
            return "";
        }
        int row = row(culprit, examples);
        return "\n  row " + (row + 1) + " of the batch, " + rows.name(batch.examples()[row]);
    }

    /** How many elements lie behind the axis tells the row; other free sizes than the batch are in the element's count. */
    private int row(Culprit culprit, int examples) {
        List<Size> sizes = culprit.node().shape().sizes();
        long behind = 1;
        for (Size size : sizes.subList(examples + 1, sizes.size())) {
            behind *= size.evaluate(rows.sizes(batch.size()));
        }
        return (int) (culprit.element() / behind % batch.size());
    }

    private static String help(Culprit culprit) {
        if (culprit.node().operation() instanceof Input) {
            return "correct the data or leave the example out";
        }
        if (culprit.node().operation() instanceof Constant) {
            return "leave out what it masks with `where`, or write a large number in its place";
        }
        return Double.isNaN(culprit.value()) || culprit.zero()
                ? "keep the operands where the operation is defined: add an epsilon, clamp them, or look at the data"
                : "numbers grew beyond what the precision holds: take a smaller learning rate, clip the gradients with"
                        + " `clip_norm(1)`, or keep the operands small";
    }

    static String text(double value) {
        return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite";
    }
}
