// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.kernel.ScalarEvaluator;
import org.gradwright.compiler.lang.diagnostic.Diagnostic;
import org.gradwright.compiler.lang.diagnostic.Fault;
import org.gradwright.compiler.lang.expression.Operand;
import org.gradwright.compiler.lang.expression.PointwiseRule;
import org.gradwright.compiler.lang.value.Numerals;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;
import org.gradwright.compiler.op.Pointwise;

/** Functions that work element by element. Of numbers that are known when compiling they give such numbers. */
final class PointwiseBuiltins {
    private static final List<String> UNARY = List.of(
            "exp",
            "expm1",
            "log",
            "log1p",
            "sin",
            "cos",
            "tan",
            "asin",
            "acos",
            "atan",
            "sinh",
            "cosh",
            "tanh",
            "erf",
            "sigmoid",
            "softplus",
            "softsign",
            "sqrt",
            "square",
            "abs",
            "sign",
            "reciprocal",
            "relu",
            "floor",
            "ceil",
            "round");

    /** Those that give a number for a number. */
    private static final Set<String> KNOWN =
            Set.of("exp", "log", "sin", "cos", "sqrt", "abs", "floor", "ceil", "round", "square");

    private PointwiseBuiltins() {}

    static List<Builtin> all() {
        List<Builtin> all = new ArrayList<>();
        Map<String, Pointwise> operations = Pointwise.byName();
        UNARY.forEach(name -> all.add(Builtin.of(name + "(x)", a -> unary(a, operations.get(name)))));
        all.add(Builtin.of("identity(x)", a -> a.value("x")));
        all.add(Builtin.of("maximum(a, b)", a -> extreme(a, Math::max, a.ops()::maximum)));
        all.add(Builtin.of("minimum(a, b)", a -> extreme(a, Math::min, a.ops()::minimum)));
        all.add(Builtin.of("clamp(x, min = none, max = none)", PointwiseBuiltins::clamp));
        all.add(Builtin.of("where(condition, a, b)", PointwiseBuiltins::where));
        all.add(Builtin.of("real(x)", a -> a.tensor(a.ops().toReal(a.node("x")))));
        all.add(Builtin.of("i32(x)", a -> a.tensor(a.ops().toI32(a.node("x", Element.I32)))));
        return all;
    }

    private static Value unary(Arguments a, Pointwise operation) {
        Value x = a.value("x");
        boolean known = x instanceof Value.Decimal
                || x instanceof Value.Whole whole && whole.size().isKnown();
        if (known && KNOWN.contains(a.name())) {
            double number = a.number("x");
            return number(new ScalarEvaluator(argument -> number).evaluate(operation.value()));
        }
        return a.tensor(a.ops().pointwise(operation, a.real("x")));
    }

    private static Value number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Value.Whole.of((long) value) : Value.Decimal.of(value);
    }

    private static Value extreme(Arguments a, BinaryOperator<Double> known, BinaryOperator<Node> nodes) {
        boolean tensors = Stream.of("a", "b").anyMatch(f -> !isKnownNumber(a.value(f)));
        if (!tensors) {
            return number(known.apply(a.number("a"), a.number("b")));
        }
        Element hint = hint(a, "a", "b");
        Node left = a.node("a", hint);
        Node right = a.node("b", hint);
        requireSameKind(a, left, right);
        Node x = a.fitted("a", left, right);
        Node y = a.fitted("b", right, left);
        PointwiseRule.check(a.name(), a.span(), a.operand("a", x), a.operand("b", y));
        return a.tensor(nodes.apply(x, y));
    }

    private static boolean isKnownNumber(Value value) {
        return value instanceof Value.Decimal
                || value instanceof Value.Whole whole && whole.size().isKnown();
    }

    private static Element hint(Arguments a, String... formals) {
        boolean integers = Stream.of(formals)
                .anyMatch(f ->
                        a.value(f) instanceof Value.Tensor t && t.node().type().element() == Element.I32);
        return integers ? Element.I32 : Element.REAL;
    }

    private static void requireSameKind(Arguments a, Node x, Node y) {
        if (x.type().element() != y.type().element()) {
            throw Fault.of(Diagnostic.error("G0228", a.span(), "`" + a.name() + "` needs both values of one kind")
                    .underline(a.span("a"), x.type().toString())
                    .underline(a.span("b"), y.type().toString())
                    .help("nothing is converted silently: write `real(...)` or `i32(...)`"));
        }
    }

    private static Value clamp(Arguments a) {
        double min = a.isAbsent("min") ? Double.NEGATIVE_INFINITY : a.number("min");
        double max = a.isAbsent("max") ? Double.POSITIVE_INFINITY : a.number("max");
        if (!(min <= max)) {
            throw Fault.of(Diagnostic.error("G0236", a.span(), "`clamp` needs min <= max")
                    .label("min = " + Numerals.text(min) + ", max = " + Numerals.text(max)));
        }
        return a.tensor(a.ops().clamp(a.real("x"), min, max));
    }

    private static Value where(Arguments a) {
        if (a.value("condition") instanceof Value.Bool known) {
            return a.value(known.value() ? "a" : "b");
        }
        Ops ops = a.ops();
        Node choice = a.node("condition");
        if (choice.type().element() != Element.BOOL) {
            throw Fault.of(Diagnostic.error("G0217", a.span("condition"), "`where` takes a condition first")
                    .label(choice.type().toString())
                    .help("compare: `" + a.text("condition") + " > 0`"));
        }
        Element hint = hint(a, "a", "b");
        Node left = a.node("a", hint);
        Node right = a.node("b", hint);
        requireSameKind(a, left, right);
        Node condition = a.fitted("condition", choice, left, right);
        Node x = a.fitted("a", left, choice, right);
        Node y = a.fitted("b", right, choice, left);
        Operand first = a.operand("condition", condition);
        Operand second = a.operand("a", x);
        var common = PointwiseRule.common("where", a.span(), first, second);
        var both = new org.gradwright.compiler.graph.TensorType(x.type().element(), common);
        PointwiseRule.check("where", a.span(), new Operand(both, second.span(), "", "", ""), a.operand("b", y));
        return a.tensor(ops.where(condition, x, y));
    }
}
