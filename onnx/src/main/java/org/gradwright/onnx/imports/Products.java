// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Functions.toI32;
import static org.gradwright.compiler.build.Functions.toReal;
import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.matmul;
import static org.gradwright.compiler.build.Terms.mul;

import java.util.Map;
import java.util.stream.IntStream;
import org.gradwright.compiler.build.Functions;
import org.gradwright.compiler.build.Term;
import org.gradwright.compiler.build.Terms;

/** Products of matrices. */
final class Products {
    private Products() {}

    static final Map<String, Operator> ALL = Table.of(
            Table.single("MatMul", Products::product),
            Table.single("Gemm", Products::general),
            Table.single("Einsum", Products::einsum),
            Table.single("Det", Determinant::of));

    private static Term product(Call c) {
        return c.isReal(0) ? matmul(c.x(), c.y()) : toI32(matmul(toReal(c.x()), toReal(c.y())));
    }

    /** {@code alpha A B + beta C}. */
    private static Term general(Call c) {
        Term a = c.settings().flag("transA", false) ? c.x().transposed() : c.x();
        Term b = c.settings().flag("transB", false) ? c.y().transposed() : c.y();
        Term product = scaled(c.settings().number("alpha", 1), matmul(a, b));
        double beta = c.settings().number("beta", 1);
        return c.has(2) && beta != 0 ? add(product, scaled(beta, c.term(2))) : product;
    }

    private static Term scaled(double factor, Term x) {
        return factor == 1 ? x : mul(factor, x);
    }

    private static Term einsum(Call c) {
        int[] ranks = IntStream.range(0, c.count()).map(c::rank).toArray();
        String equation = Equation.explicit(c.settings().text("equation", ""), ranks);
        return Functions.einsum(equation, Terms.list(c.terms().toArray()));
    }
}
