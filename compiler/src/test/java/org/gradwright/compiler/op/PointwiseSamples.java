// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import static java.util.Map.entry;
import static org.gradwright.compiler.op.Operand.between;
import static org.gradwright.compiler.op.Operand.real;
import static org.gradwright.compiler.op.Operand.truth;
import static org.gradwright.compiler.op.Operand.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.graph.Node;

/** Samples of every pointwise operation, where it has a derivative, each with all patterns of broadcasting. */
final class PointwiseSamples {
    private static final Operand ANY = real();
    private static final Operand POSITIVE = between(0.3, 2.0);
    private static final Operand WHOLE = whole(-4, 4);
    private static final Operand TRUTH = truth();

    /** The operands of each operation by name, as scalars. */
    static final Map<String, List<Operand>> OPERANDS = Map.ofEntries(
            entry("add", List.of(ANY, ANY)),
            entry("sub", List.of(ANY, ANY)),
            entry("mul", List.of(ANY, ANY)),
            entry("div", List.of(ANY, ANY)),
            entry("mod", List.of(between(2.2, 2.8), between(0.95, 1.05))),
            entry("pow", List.of(POSITIVE, ANY)),
            entry("identity", List.of(ANY)),
            entry("neg", List.of(ANY)),
            entry("square", List.of(ANY)),
            entry("sqrt", List.of(POSITIVE)),
            entry("reciprocal", List.of(ANY)),
            entry("floor", List.of(between(-1.9, -1.1))),
            entry("ceil", List.of(between(1.1, 1.9))),
            entry("round", List.of(between(0.6, 1.4))),
            entry("add_i32", List.of(WHOLE, WHOLE)),
            entry("sub_i32", List.of(WHOLE, WHOLE)),
            entry("mul_i32", List.of(WHOLE, WHOLE)),
            entry("neg_i32", List.of(WHOLE)),
            entry("div_i32", List.of(WHOLE, WHOLE)),
            entry("mod_i32", List.of(WHOLE, WHOLE)),
            entry("exp", List.of(ANY)),
            entry("expm1", List.of(ANY)),
            entry("log", List.of(POSITIVE)),
            entry("log1p", List.of(between(-0.6, 2))),
            entry("sin", List.of(ANY)),
            entry("cos", List.of(ANY)),
            entry("tan", List.of(between(-1.1, 1.1))),
            entry("asin", List.of(between(-0.8, 0.8))),
            entry("acos", List.of(between(-0.8, 0.8))),
            entry("atan", List.of(ANY)),
            entry("sinh", List.of(ANY)),
            entry("cosh", List.of(ANY)),
            entry("tanh", List.of(ANY)),
            entry("erf", List.of(ANY)),
            entry("sigmoid", List.of(between(-5, 5))),
            entry("softplus", List.of(between(-5, 5))),
            entry("softsign", List.of(ANY)),
            entry("less", List.of(ANY, ANY)),
            entry("less_equal", List.of(ANY, ANY)),
            entry("greater", List.of(ANY, ANY)),
            entry("greater_equal", List.of(ANY, ANY)),
            entry("equal", List.of(ANY, ANY)),
            entry("not_equal", List.of(ANY, ANY)),
            entry("less_i32", List.of(WHOLE, WHOLE)),
            entry("less_equal_i32", List.of(WHOLE, WHOLE)),
            entry("greater_i32", List.of(WHOLE, WHOLE)),
            entry("greater_equal_i32", List.of(WHOLE, WHOLE)),
            entry("equal_i32", List.of(WHOLE, WHOLE)),
            entry("not_equal_i32", List.of(WHOLE, WHOLE)),
            entry("and", List.of(TRUTH, TRUTH)),
            entry("or", List.of(TRUTH, TRUTH)),
            entry("not", List.of(TRUTH)),
            entry("maximum", List.of(ANY, ANY)),
            entry("minimum", List.of(ANY, ANY)),
            entry("relu", List.of(ANY)),
            entry("abs", List.of(ANY)),
            entry("sign", List.of(ANY)),
            entry("where", List.of(TRUTH, ANY, ANY)),
            entry("maximum_i32", List.of(WHOLE, WHOLE)),
            entry("minimum_i32", List.of(WHOLE, WHOLE)),
            entry("where_i32", List.of(TRUTH, WHOLE, WHOLE)),
            entry("where_bool", List.of(TRUTH, TRUTH, TRUTH)),
            entry("real_of_i32", List.of(WHOLE)),
            entry("real_of_bool", List.of(TRUTH)),
            entry("i32_of_real", List.of(ANY)),
            entry("i32_of_bool", List.of(TRUTH)));

    /** One shape an operand; those of an operation with fewer operands are a beginning of these. */
    private static final List<List<Object[]>> PATTERNS = List.of(
            List.of(new Object[] {}, new Object[] {}, new Object[] {}),
            List.of(new Object[] {2, 3}, new Object[] {2, 3}, new Object[] {2, 3}),
            List.of(new Object[] {2, 3}, new Object[] {}, new Object[] {3}),
            List.of(new Object[] {}, new Object[] {4}, new Object[] {1}),
            List.of(new Object[] {"n", 3}, new Object[] {3}, new Object[] {"n", 1}),
            List.of(new Object[] {1, 3}, new Object[] {"n", 1}, new Object[] {2, 1, 1}),
            List.of(new Object[] {"m", 1, 3}, new Object[] {"n", 1}, new Object[] {"m", "n", 3}));

    private PointwiseSamples() {}

    static List<Sample> all() {
        var samples = new ArrayList<Sample>();
        for (Pointwise op : Operations.ALL) {
            List<Operand> operands = OPERANDS.get(op.name());
            PATTERNS.forEach(shapes -> samples.add(sample(op, operands, shapes)));
        }
        double infinity = Double.POSITIVE_INFINITY;
        samples.add(clamp("both", -1, 1));
        samples.add(clamp("min", -0.8, infinity));
        samples.add(clamp("max", -infinity, 0.7));
        return samples;
    }

    private static Sample clamp(String name, double min, double max) {
        return Sample.of("clamp " + name, List.of(real(4, 5)), (g, x) -> g.clamp(x.get(0), min, max));
    }

    private static Sample sample(Pointwise op, List<Operand> operands, List<Object[]> shapes) {
        var shaped = IntStream.range(0, operands.size())
                .mapToObj(i -> operands.get(i).shaped(shapes.get(i)))
                .toList();
        String name =
                op.name() + " " + shaped.stream().map(o -> o.type().toString()).toList();
        return Sample.of(name, shaped, (g, x) -> Node.of(op, g.origin(), x));
    }
}
