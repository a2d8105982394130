// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.session;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.diagnostic.Span;
import org.gradwright.compiler.lang.value.Sizes;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** Makes nodes of values: a whole literal is real where a real is needed, and i32 beside an i32 tensor. */
public final class Coercion {
    private final Session session;

    /** @param session which counts the nodes that are made */
    public Coercion(Session session) {
        this.session = session;
    }

    /** The element that numbers among the operands should take: that of the tensors. */
    public Element common(Value... operands) {
        for (Value operand : operands) {
            if (operand instanceof Value.Tensor tensor && tensor.node().type().element() == Element.I32) {
                return Element.I32;
            }
        }
        return Element.REAL;
    }

    /**
     * The node of a value.
     *
     * @param hint what numbers become: i32 for whole ones where it is i32; else, null included, real
     * @param ops makes the nodes
     * @throws Fault when it is neither tensor, number, condition nor list of numbers
     */
    public Node node(Value value, Element hint, Ops ops, Span span) {
        if (value == Value.Poison.POISON) {
            throw Fault.silent();
        }
        if (value instanceof Value.Tensor tensor) {
            return tensor.node();
        }
        session.countNodes(1, span);
        if (value instanceof Value.Whole whole) {
            return hint == Element.I32 ? integer(whole.size(), ops, span) : ops.size(whole.size());
        }
        if (value instanceof Value.Decimal number) {
            return ops.constant(number.value());
        }
        if (value instanceof Value.Bool bool) {
            return ops.truth(bool.value());
        }
        if (value instanceof Value.ListValue list) {
            return table(list, hint, ops, span);
        }
        throw Fault.of(Diagnostic.error("G0227", span, "a tensor or a number is needed here")
                .label(value.describe()));
    }

    private static Node integer(Size size, Ops ops, Span span) {
        if (!size.isKnown()) {
            return ops.toI32(ops.size(size));
        }
        if (size.known() != (int) size.known()) {
            throw Fault.of(Diagnostic.error("G0223", span, size + " does not fit into i32"));
        }
        return ops.whole((int) size.known());
    }

    private Node table(Value.ListValue list, Element hint, Ops ops, Span span) {
        List<Double> values = new ArrayList<>();
        int[] shape = shape(list, span);
        flatten(list, shape, 0, values, span);
        double[] data = values.stream().mapToDouble(Double::doubleValue).toArray();
        boolean whole = hint == Element.I32 && values.stream().allMatch(v -> v == Math.rint(v));
        return ops.constant(new Tensor(shape, data), whole ? Element.I32 : Element.REAL);
    }

    private static int[] shape(Value.ListValue list, Span span) {
        List<Integer> sizes = new ArrayList<>();
        Value first = list;
        while (first instanceof Value.ListValue inner) {
            if (inner.elements().isEmpty() || sizes.size() == Sizes.RANK) {
                throw notNumbers(span);
            }
            sizes.add(inner.elements().size());
            first = inner.elements().get(0);
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void flatten(Value value, int[] shape, int depth, List<Double> into, Span span) {
        boolean list = value instanceof Value.ListValue;
        if (list != depth < shape.length
                || list && ((Value.ListValue) value).elements().size() != shape[depth]) {
            throw notNumbers(span);
        }
        if (value instanceof Value.ListValue inner) {
            inner.elements().forEach(e -> flatten(e, shape, depth + 1, into, span));
        } else {
            into.add(number(value, span));
        }
    }

    /**
     * The numbers of a list, and of lists in it, in order.
     *
     * @throws Fault when it holds anything else, or its rows are not of one length
     */
    public static List<Double> numbers(Value.ListValue list, Span span) {
        List<Double> values = new ArrayList<>();
        flatten(list, shape(list, span), 0, values, span);
        return values;
    }

    /**
     * A number that is known when compiling.
     *
     * @throws Fault when the value is none
     */
    public static double number(Value value, Span span) {
        if (value == Value.Poison.POISON) {
            throw Fault.silent();
        }
        if (value instanceof Value.Decimal number) {
            return number.value();
        }
        if (value instanceof Value.Whole whole && whole.size().isKnown()) {
            return whole.size().known();
        }
        throw Fault.of(Diagnostic.error("G0221", span, "a number that is known when compiling is needed here")
                .label(value.describe()));
    }

    private static Fault notNumbers(Span span) {
        return Fault.of(
                Diagnostic.error("G0227", span, "a list stands for a tensor only if it holds numbers, in equal rows"));
    }
}
