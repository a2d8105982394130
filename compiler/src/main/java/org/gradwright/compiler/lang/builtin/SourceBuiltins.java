// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.lang.builtin;

import java.util.List;
import org.gradwright.compiler.graph.Node;
import org.gradwright.compiler.graph.Shape;
import org.gradwright.compiler.graph.Size;
import org.gradwright.compiler.lang.value.Value;
import org.gradwright.compiler.op.Ops;

/** Functions that make tensors of nothing: constants, indices and random numbers. */
final class SourceBuiltins {
    private SourceBuiltins() {}

    static List<Builtin> all() {
        return List.of(
                Builtin.of("zeros(shape)", a -> filled(a, 0)),
                Builtin.of("ones(shape)", a -> filled(a, 1)),
                Builtin.of("full(shape, value)", a -> filled(a, a.number("value"))),
                Builtin.of("indices(size)", a -> a.tensor(a.ops().iota(new Shape(List.of(a.size("size"))), 0))),
                Builtin.of("lower_triangle(size)", SourceBuiltins::lowerTriangle),
                Builtin.of("random_uniform(shape)", a -> {
                    Shape shape = a.shape("shape");
                    int stream = a.session().stream(a.path());
                    return a.tensor(
                            a.session().scans().drawn(shape, s -> a.ops().randomUniform(s, stream), a.ops()));
                }),
                Builtin.of("random_normal(shape)", a -> {
                    Shape shape = a.shape("shape");
                    int stream = a.session().stream(a.path());
                    return a.tensor(
                            a.session().scans().drawn(shape, s -> a.ops().randomNormal(s, stream), a.ops()));
                }));
    }

    private static Value filled(Arguments a, double value) {
        return a.tensor(a.ops().broadcastTo(a.ops().constant(value), a.shape("shape")));
    }

    /** True where the column is not beyond the row. */
    private static Value lowerTriangle(Arguments a) {
        Size size = a.size("size");
        Shape square = a.session().sizes().checked(Shape.of(size, size), a.span());
        Ops ops = a.ops();
        Node rows = ops.iota(square, 0);
        Node columns = ops.iota(square, 1);
        return a.tensor(ops.lessEqual(columns, rows));
    }
}
