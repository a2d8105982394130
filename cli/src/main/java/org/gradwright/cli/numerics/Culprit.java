// SPDX-License-Identifier: Apache-2.0
package org.gradwright.cli.numerics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.gradwright.compiler.graph.Leaf;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.op.Pointwise;
import org.gradwright.compiler.scan.Carry;

/**
 * The value that is to blame.
 *
 * @param place the turns of the loops that it is in
 * @param forward whether it belongs to the loss; otherwise to its gradients or the update
 * @param element the first of its elements that is not finite, row-major
 * @param value of that element
 * @param operands in words: the element's own where there are such, otherwise how large they are
 * @param zero whether an operand is 0 there: a logarithm or a quotient has a pole
 */
record Culprit(
        Node node, LoopPlace place, boolean forward, int element, double value, List<String> operands, boolean zero) {
    Culprit {
        operands = List.copyOf(operands);
    }

    /** @param values of the node and its operands, in this order */
    static Culprit of(LoopTrace.Found found, boolean forward, List<Node> operands, Object[] values) {
        Node node = found.node();
        int element = Math.max(0, Numbers.firstNotFinite(values[0]));
        var words = new ArrayList<String>();
        boolean zero = false;
        for (int i = 0; i < operands.size(); i++) {
            Node operand = operands.get(i);
            Object numbers = values[i + 1];
            OptionalDouble own = own(node, operand, numbers, element);
            zero |= own.orElse(1) == 0;
            words.add(name(operand)
                    + (own.isPresent()
                            ? Numbers.text(own.getAsDouble())
                            : "up to " + Numbers.text(Numbers.largestMagnitude(numbers))));
        }
        return new Culprit(node, found.place(), forward, element, Numbers.at(values[0], element), words, zero);
    }

    /** The operand's number that belongs to an element, where it is plain which. */
    private static OptionalDouble own(Node node, Node operand, Object numbers, int element) {
        if (node.operation() instanceof Pointwise && operand.shape().equals(node.shape())) {
            return OptionalDouble.of(Numbers.at(numbers, element));
        }
        return Numbers.count(numbers) == 1 ? OptionalDouble.of(Numbers.at(numbers, 0)) : OptionalDouble.empty();
    }

    private static String name(Node operand) {
        boolean isDeclared = operand.operation() instanceof Leaf && !(operand.operation() instanceof Carry);
        String name = isDeclared ? ((Leaf) operand.operation()).path() : operand.name();
        return name.isEmpty() ? "" : "`" + name + "` ";
    }
}
