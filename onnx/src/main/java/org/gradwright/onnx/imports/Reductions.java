// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.abs;
import static org.gradwright.compiler.build.Functions.cumprod;
import static org.gradwright.compiler.build.Functions.flip;
import static org.gradwright.compiler.build.Functions.log;
import static org.gradwright.compiler.build.Functions.pad;
import static org.gradwright.compiler.build.Functions.round;
import static org.gradwright.compiler.build.Functions.square;
import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Terms.sub;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.gradwright.compiler.build.FunctionCall;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;
import org.gradwright.compiler.graph.Element;

/** Operators that make one number of many. */
final class Reductions {
    private static final int SUM_WITH_OPERAND = 13;
    private static final int ALL_WITH_OPERAND = 18;

    private Reductions() {}

    static final Map<String, Operator> ALL = Table.of(
            reduction("ReduceSum", SUM_WITH_OPERAND, "sum", x -> x),
            reduction("ReduceMean", ALL_WITH_OPERAND, "mean", x -> x),
            reduction("ReduceMax", ALL_WITH_OPERAND, "max", x -> x),
            reduction("ReduceMin", ALL_WITH_OPERAND, "min", x -> x),
            reduction("ReduceProd", ALL_WITH_OPERAND, "prod", x -> x),
            reduction("ReduceL2", ALL_WITH_OPERAND, "norm", x -> x),
            reduction("ReduceLogSumExp", ALL_WITH_OPERAND, "logsumexp", x -> x),
            reduction("ReduceL1", ALL_WITH_OPERAND, "sum", x -> abs(x)),
            reduction("ReduceSumSquare", ALL_WITH_OPERAND, "sum", x -> square(x)),
            Table.single("ReduceLogSum", c -> log(reduce(c, ALL_WITH_OPERAND, "sum", x -> x))),
            Table.single("ArgMax", c -> extreme(c, "argmax")),
            Table.single("ArgMin", c -> extreme(c, "argmin")),
            Table.single("CumSum", Reductions::runningSums),
            Table.single("CumProd", Reductions::runningProducts));

    private static Map.Entry<String, Operator> reduction(
            String name, int axesAreOperand, String function, UnaryOperator<Term> before) {
        return Table.single(name, c -> reduce(c, axesAreOperand, function, before));
    }

    private static Term reduce(Call c, int axesAreOperand, String function, UnaryOperator<Term> before) {
        List<Integer> axes = c.opset() >= axesAreOperand && c.has(1)
                ? c.wholes(1)
                : c.settings().wholes("axes");
        boolean none = axes.isEmpty() && c.settings().flag("noop_with_empty_axes", false);
        boolean real = c.isReal(0);
        Term x = real ? c.x() : toReal(c.x());
        if (none) {
            return c.x();
        }
        if (c.rank(0) == 0) {
            return function.equals("norm") ? abs(x) : before.apply(x);
        }
        FunctionCall call = Terms.call(function, before.apply(x));
        FunctionCall some = axes.isEmpty() ? call : call.with("axis", axes);
        Term result = c.settings().flag("keepdims", true) ? some.with("keep", true) : some;
        return real ? result : toI32(round(result));
    }

    private static Term extreme(Call c, String function) {
        int axis = c.axis("axis", 0);
        boolean last = c.settings().flag("select_last_index", false);
        Term x = c.element(0) == Element.REAL ? c.x() : toReal(c.x());
        FunctionCall call = Terms.call(function, last ? flip(x, axis) : x).with("axis", axis);
        Term first = c.settings().flag("keepdims", true) ? call.with("keep", true) : call;
        return last ? sub(sub(c.size(c.shape(0).size(axis)), 1), first) : first;
    }

    private static Term runningSums(Call c) {
        FunctionCall sums = Terms.call("cumsum", real(c)).with("axis", runs(c));
        FunctionCall turned = isReverse(c) ? sums.with("reverse", true) : sums;
        return whole(c, isExclusive(c) ? turned.with("exclusive", true) : turned);
    }

    /** Backwards, of the tensor turned; without the element itself, of those before it, which begin with one. */
    private static Term runningProducts(Call c) {
        int axis = runs(c);
        Term turned = isReverse(c) ? c.let("turned", flip(real(c), axis)) : real(c);
        Term factors = isExclusive(c) ? c.let("factors", shifted(c, turned, axis)) : turned;
        Term products = cumprod(factors).axis(axis);
        return whole(c, isReverse(c) ? flip(c.let("products", products), axis) : products);
    }

    private static Term shifted(Call c, Term x, int axis) {
        Object[] subscripts = new Object[axis + 1];
        Arrays.fill(subscripts, Subscript.all());
        subscripts[axis] = Subscript.between(0, c.size(c.shape(0).size(axis)));
        return c.let("padded", pad(x, 1, 0).axis(axis).value(1)).at(subscripts);
    }

    private static int runs(Call c) {
        return c.axis((int) c.number(1), c.rank(0));
    }

    private static boolean isReverse(Call c) {
        return c.settings().flag("reverse", false);
    }

    private static boolean isExclusive(Call c) {
        return c.settings().flag("exclusive", false);
    }

    private static Term real(Call c) {
        return c.isReal(0) ? c.x() : toReal(c.x());
    }

    private static Term whole(Call c, Term real) {
        return c.isReal(0) ? real : toI32(round(real));
    }
}
