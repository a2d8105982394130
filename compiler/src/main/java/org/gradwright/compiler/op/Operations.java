// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.op;

import java.util.List;
import java.util.stream.Stream;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Fn;
import org.gradwright.compiler.kernel.Scalar;

/** The list of the pointwise operations. */
public final class Operations {
    /** All that have no attributes. */
    public static final List<Pointwise> ALL = Stream.of(
                    Arithmetic.ALL, Transcendental.ALL, Comparisons.ALL, Selection.ALL, Conversions.ALL)
            .flatMap(List::stream)
            .toList();

    private Operations() {}

    /** The operation that does nothing but call this function on operands of these types. */
    static Pointwise computing(Fn fn, List<Expr> args) {
        List<Scalar> types = args.stream().map(Expr::type).toList();
        return ALL.stream()
                .filter(op -> callsJust(op, fn, types))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no operation is just " + fn + types));
    }

    private static boolean callsJust(Pointwise op, Fn fn, List<Scalar> types) {
        return op.value() instanceof Call call
                && call.fn() == fn
                && call.args().equals(op.placeholders().subList(0, op.arity()))
                && call.args().stream().map(Expr::type).toList().equals(types);
    }
}
