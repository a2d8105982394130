// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.expression;

import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.scope.Context;
import org.gradwright.compiler.lang.session.Session;
import org.gradwright.compiler.lang.syntax.Expression;
import org.gradwright.compiler.lang.syntax.Subscript;
import org.gradwright.compiler.lang.value.Sizes;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** {@code x[...]}. */
final class Indexing {
    private final Session session;
    private final Evaluator evaluator;

    Indexing(Session session, Evaluator evaluator) {
        this.session = session;
        this.evaluator = evaluator;
    }

    Value index(Expression.Index e, Context context) {
        Value subject = evaluator.evaluate(e.subject(), context);
        if (subject instanceof Value.ListValue list) {
            return element(list, e, context);
        }
        if (!(subject instanceof Value.Tensor tensor)) {
            throw Fault.of(Diagnostic.error("G0229", e.subject().span(), "only tensors and lists have elements")
                    .label(subject.describe()));
        }
        requireAxes(e, tensor.node());
        Ops ops = session.ops(context, e.span());
        return session.tensor(new Cursor(e, context, ops, tensor.node()).run(), e.span());
    }

    private Value element(Value.ListValue list, Expression.Index e, Context context) {
        if (e.subscripts().size() != 1 || !(e.subscripts().get(0) instanceof Subscript.At at)) {
            throw Fault.of(Diagnostic.error("G0229", e.span(), "a list takes one index"));
        }
        Value value = evaluator.evaluate(at.value(), context);
        int position = session.sizes()
                .axis(
                        value,
                        list.elements().size(),
                        at.span(),
                        "a list of " + list.elements().size());
        return list.elements().get(position);
    }

    private static void requireAxes(Expression.Index e, Node subject) {
        long named = e.subscripts().stream().filter(Indexing::takesAxis).count();
        long rests =
                e.subscripts().stream().filter(s -> s instanceof Subscript.Rest).count();
        if (named > subject.shape().rank()) {
            throw Fault.of(Diagnostic.error(
                            "G0229",
                            e.span(),
                            named + " axes are named, there are "
                                    + subject.shape().rank())
                    .underline(e.subject().span(), subject.type().toString()));
        }
        if (rests > 1) {
            throw Fault.of(Diagnostic.error("G0229", e.span(), "`...` stands for all axes that remain, so only once"));
        }
    }

    private static boolean takesAxis(Subscript subscript) {
        return !(subscript instanceof Subscript.NewAxis) && !(subscript instanceof Subscript.Rest);
    }

    /** Goes through the subscripts from the first axis to the last. */
    private final class Cursor {
        private final Expression.Index e;
        private final Context context;
        private final Ops ops;
        private Node node;
        private int axis;

        Cursor(Expression.Index e, Context context, Ops ops, Node node) {
            this.e = e;
            this.context = context;
            this.ops = ops;
            this.node = node;
        }

        Node run() {
            int rest = node.shape().rank()
                    - (int) e.subscripts().stream().filter(Indexing::takesAxis).count();
            for (Subscript subscript : e.subscripts()) {
                if (subscript instanceof Subscript.Rest) {
                    axis += rest;
                } else {
                    take(subscript);
                }
            }
            return node;
        }

        private void take(Subscript subscript) {
            if (subscript instanceof Subscript.At at) {
                at(at);
            } else if (subscript instanceof Subscript.Slice slice) {
                slice(slice);
                axis++;
            } else if (subscript instanceof Subscript.NewAxis) {
                node = ops.expandDims(node, axis);
                axis++;
            } else {
                axis++;
            }
        }

        private void at(Subscript.At at) {
            Value value = evaluator.evaluate(at.value(), context);
            if (value instanceof Value.Tensor tensor) {
                gather(tensor.node(), at);
                return;
            }
            Size size = node.shape().size(axis);
            Size index = fromFront(session.sizes().whole(value, at.span()), size);
            requireBelow(index, size, at);
            session.countNodes(1, at.span());
            node = session.guarded(at.span(), () -> ops.index(node, axis, index));
        }

        private void gather(Node indices, Subscript.At at) {
            if (indices.type().element() != Element.I32) {
                throw Fault.of(Diagnostic.error("G0229", at.span(), "an index is a whole number or an i32 tensor")
                        .label(indices.type().toString())
                        .help("for a choice by condition write `where(c, a, b)`"));
            }
            int rank = node.shape().rank() - 1 + indices.shape().rank();
            if (rank > Sizes.RANK) {
                session.sizes().checked(new Shape(java.util.Collections.nCopies(rank, Size.ONE)), at.span());
            }
            node = session.guarded(at.span(), () -> ops.gather(node, indices, axis));
            axis += indices.shape().rank();
        }

        private Size fromFront(Size index, Size size) {
            return index.isKnown() && index.known() < 0 ? size.plus(index) : index;
        }

        private void requireBelow(Size index, Size size, Subscript at) {
            boolean proved = session.dimensions().provesAtMost(Size.ZERO, index)
                    && session.dimensions().provesLess(index, size);
            if (!proved) {
                throw Fault.of(beyond(at, "may lie outside", index.plus(1), size));
            }
        }

        /** @param least what the size must be at least */
        private Diagnostic beyond(Subscript at, String fact, Size least, Size size) {
            String text = "`" + at.span().text() + "` ";
            if (session.dimensions().provesLess(size, least)
                    || size.minus(least).isKnown()) {
                return Diagnostic.error("G0230", at.span(), text + "is outside axis " + axis + " of size " + size)
                        .underline(e.subject().span(), node.type().toString());
            }
            String free = size.minus(least).freeNames().iterator().next();
            String promise = least.isKnown() ? free + " >= " + least : least + " <= " + size;
            return Diagnostic.error("G0231", at.span(), text + fact + " axis " + axis + " of size " + size)
                    .underline(e.subject().span(), node.type().toString())
                    .help("promise what is needed: `dim " + free + " where " + promise + "`");
        }

        private void slice(Subscript.Slice slice) {
            Size size = node.shape().size(axis);
            Size start = slice.start().map(s -> fromFront(whole(s), size)).orElse(Size.ZERO);
            Size stop = slice.end().map(s -> fromFront(whole(s), size)).orElse(size);
            long step = slice.step()
                    .map(s -> session.sizes().known(evaluator.evaluate(s, context), s.span()))
                    .orElse(1L);
            if (step < 1 || step > Integer.MAX_VALUE) {
                throw Fault.of(Diagnostic.error("G0230", slice.span(), "a step is at least 1")
                        .help("for the reverse order write `flip(x, axis)`"));
            }
            requireWithin(start, stop, size, slice);
            session.countNodes(1, slice.span());
            node = session.guarded(slice.span(), () -> ops.slice(node, axis, start, stop, (int) step));
        }

        private Size whole(Expression bound) {
            return session.sizes().whole(evaluator.evaluate(bound, context), bound.span());
        }

        private void requireWithin(Size start, Size stop, Size size, Subscript.Slice slice) {
            if (!session.dimensions().provesAtMost(stop, size)) {
                throw Fault.of(beyond(slice, "may reach beyond", stop, size));
            }
            if (!session.dimensions().provesAtMost(Size.ZERO, start)) {
                throw Fault.of(beyond(slice, "may begin before", size.minus(start), size));
            }
            if (!session.dimensions().provesLess(start, stop)) {
                throw Fault.of(Diagnostic.error(
                                "G0230", slice.span(), "`" + slice.span().text() + "` may be empty")
                        .label("from " + start + " to " + stop));
            }
        }
    }
}
