// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import org.gradwright.compiler.graph.Element;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Arg;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;
import org.gradwright.compiler.kernel.Substitution;

/** The vocabulary in which pointwise operations are defined. In a partial, {@code R} and {@code R2} stand for the result. */
final class Definitions {
    static final Expr X = new Arg(0, Scalar.REAL);
    static final Expr Y = new Arg(1, Scalar.REAL);
    /** The result of a function of one. */
    static final Expr R = new Arg(1, Scalar.REAL);
    /** The result of a function of two. */
    static final Expr R2 = new Arg(2, Scalar.REAL);

    static final Expr ZERO = Expr.real(0);
    static final Expr ONE = Expr.real(1);

    private Definitions() {}

    static Expr call(Fn fn, Expr... args) {
        return Expr.call(fn, args);
    }

    /** A real function of one real. */
    static Pointwise unary(String name, Expr value, Expr partial) {
        return of(name, List.of(Element.REAL), Element.REAL, value, partial);
    }

    /** A real function of two reals. */
    static Pointwise binary(String name, Expr value, Expr byX, Expr byY) {
        var reals = List.of(Element.REAL, Element.REAL);
        return of(name, reals, Element.REAL, value, byX, byY);
    }

    /** A condition on two reals. */
    static Pointwise comparison(String name, Expr value) {
        return of(name, List.of(Element.REAL, Element.REAL), Element.BOOL, value);
    }

    static Pointwise of(String name, List<Element> arguments, Element result, Expr value, Expr... partials) {
        return new Pointwise(name, "", arguments, result, value, List.of(partials));
    }

    /** The same operation on {@code i32}: it has no derivative. */
    static Pointwise overI32(Pointwise op) {
        var arguments = op.arguments().stream().map(Definitions::realToI32).toList();
        var integers = op.placeholders().stream()
                .map(a -> a.type() == Scalar.REAL ? new Arg(a.index(), Scalar.INT) : a)
                .toList();
        Expr value = Substitution.args(op.value(), integers);
        return of(op.name() + "_i32", arguments, realToI32(op.result()), value);
    }

    private static Element realToI32(Element element) {
        return element == Element.REAL ? Element.I32 : element;
    }
}
