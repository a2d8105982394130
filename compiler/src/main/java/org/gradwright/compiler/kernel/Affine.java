// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Whole;

/**
 * Brings an integer expression into normal form: a polynomial in its atoms (loop indices, sizes, anything else), written
 * as a sum whose terms come outermost loop first and whose constant comes last. Then the part that an inner loop does not
 * change is a subexpression of its own, and neighbouring elements differ in the constant only.
 */
public final class Affine {
    private final ExprTable table;
    private final ToIntFunction<Expr> depth;
    private final List<Expr> atoms = new ArrayList<>();
    private final Map<Expr, Integer> numbers = new IdentityHashMap<>();
    /** Normal forms by interned expression: through a chain of reshapes one index occurs in the next several times. */
    private final Map<Expr, Expr> known = new IdentityHashMap<>();

    /**
     * @param table makes atoms comparable
     * @param depth the nesting depth of the loop that changes an atom; 0 for what no loop changes
     */
    public Affine(ExprTable table, ToIntFunction<Expr> depth) {
        this.table = table;
        this.depth = depth;
    }

    /** The normal form; equal to the argument for all values of its atoms. */
    public Expr normalise(Expr expr) {
        Expr interned = table.intern(expr);
        Expr normal = known.get(interned);
        if (normal == null) {
            normal = polynomialForm(interned);
            known.put(interned, normal);
        }
        return normal;
    }

    private Expr polynomialForm(Expr expr) {
        Map<List<Integer>, Long> sum = polynomial(expr);
        Long constant = sum.remove(List.<Integer>of());
        var monomials = new ArrayList<>(sum.keySet());
        if (monomials.size() > 1) {
            monomials.sort(Comparator.<List<Integer>>comparingInt(this::depthOf).thenComparing(List::toString));
        }
        Expr result = Expr.whole(0);
        for (List<Integer> monomial : monomials) {
            result = append(result, monomial, sum.get(monomial));
        }
        return table.intern(constant == null ? result : result.plus(Expr.whole(Math.toIntExact(constant))));
    }

    private int depthOf(List<Integer> monomial) {
        int deepest = 0;
        for (int id : monomial) {
            deepest = Math.max(deepest, depth.applyAsInt(atoms.get(id)));
        }
        return deepest;
    }

    private Expr append(Expr sum, List<Integer> monomial, long coefficient) {
        Expr product = Expr.whole(Math.toIntExact(Math.abs(coefficient)));
        var factors = new ArrayList<>(monomial);
        if (factors.size() > 1) {
            factors.sort(Comparator.comparingInt(id -> depth.applyAsInt(atoms.get(id))));
        }
        for (int id : factors) {
            product = product.times(atoms.get(id));
        }
        return coefficient < 0 ? sum.minus(product) : sum.plus(product);
    }

    private Map<List<Integer>, Long> polynomial(Expr expr) {
        if (expr instanceof Whole whole) {
            return term(List.of(), whole.value());
        }
        if (expr instanceof Call call) {
            switch (call.fn()) {
                case ADD:
                    return sum(
                            polynomial(call.args().get(0)),
                            polynomial(call.args().get(1)),
                            1);
                case SUB:
                    return sum(
                            polynomial(call.args().get(0)),
                            polynomial(call.args().get(1)),
                            -1);
                case NEG:
                    return sum(term(List.of(), 0), polynomial(call.args().get(0)), -1);
                case MUL:
                    return product(
                            polynomial(call.args().get(0)),
                            polynomial(call.args().get(1)));
                default:
                    break;
            }
        }
        return term(List.of(atom(expr)), 1);
    }

    private int atom(Expr expr) {
        Expr inside = table.intern(expr.mapChildren(c -> c.type() == Scalar.INT ? normalise(c) : c));
        Integer number = numbers.putIfAbsent(inside, atoms.size());
        if (number == null) {
            atoms.add(inside);
            return atoms.size() - 1;
        }
        return number;
    }

    private static Map<List<Integer>, Long> term(List<Integer> monomial, long coefficient) {
        var map = new HashMap<List<Integer>, Long>();
        if (coefficient != 0) {
            map.put(monomial, coefficient);
        }
        return map;
    }

    private static Map<List<Integer>, Long> sum(Map<List<Integer>, Long> a, Map<List<Integer>, Long> b, long sign) {
        b.forEach((monomial, c) -> a.merge(monomial, sign * c, Math::addExact));
        a.values().removeIf(c -> c == 0);
        return a;
    }

    private static Map<List<Integer>, Long> product(Map<List<Integer>, Long> a, Map<List<Integer>, Long> b) {
        var result = term(List.of(), 0);
        a.forEach((m, c) -> b.forEach((n, d) -> {
            var monomial = new ArrayList<>(m);
            monomial.addAll(n);
            monomial.sort(null);
            result.merge(monomial, Math.multiplyExact(c, d), Math::addExact);
        }));
        result.values().removeIf(c -> c == 0);
        return result;
    }
}
