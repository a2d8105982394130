// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.gradwright.compiler.kernel.Expr.Call;
import org.gradwright.compiler.kernel.Expr.Whole;
import org.gradwright.compiler.kernel.Polynomial.Monomial;

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
    private final Map<List<Integer>, Monomial> monomials = new HashMap<>();
    /** By interned expression: through a chain of reshapes one index occurs in the next several times. */
    private final Map<Expr, Polynomial> polynomials = new IdentityHashMap<>();

    private final Map<Expr, Expr> known = new IdentityHashMap<>();
    /** What polynomials are without their constant: neighbouring elements have it in common. */
    private final Map<Polynomial, Expr> sums = new HashMap<>();

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
            normal = written(polynomial(interned));
            known.put(interned, normal);
        }
        return normal;
    }

    /** {@code factor * leaf + rest}. @param rest in normal form */
    public record Linear(long factor, Expr rest) {}

    /** An expression as a linear one in a leaf; empty where it is not linear, or only after what a quotient or a choice does. */
    public Optional<Linear> linear(Expr expr, Expr leaf) {
        Polynomial polynomial = polynomial(table.intern(expr));
        Integer number = numbers.get(table.intern(leaf));
        Monomial own = number == null ? null : monomial(List.of(number));
        for (Monomial monomial : polynomial.monomials()) {
            if (monomial != own && mentions(monomial, leaf)) {
                return Optional.empty();
            }
        }
        long factor = polynomial.factor(own);
        Polynomial rest = factor == 0 ? polynomial : polynomial.plus(Polynomial.of(own), -factor);
        return Optional.of(new Linear(factor, written(rest)));
    }

    private boolean mentions(Monomial monomial, Expr leaf) {
        for (int id : monomial.atoms()) {
            if (mentions(atoms.get(id), leaf)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentions(Expr expr, Expr leaf) {
        if (expr.children().isEmpty()) {
            return expr.equals(leaf);
        }
        for (Expr child : expr.children()) {
            if (mentions(child, leaf)) {
                return true;
            }
        }
        return false;
    }

    private Expr written(Polynomial polynomial) {
        Polynomial moving = polynomial.withoutConstant();
        Expr sum = sums.get(moving);
        if (sum == null) {
            sum = sum(moving);
            sums.put(moving, sum);
        }
        long constant = polynomial.constant();
        return constant == 0 ? sum : table.intern(sum.plus(Expr.whole(Math.toIntExact(constant))));
    }

    private Expr sum(Polynomial polynomial) {
        Expr sum = Expr.whole(0);
        Monomial[] terms = polynomial.monomials();
        for (int t = 0; t < terms.length; t++) {
            long coefficient = polynomial.coefficient(t);
            Expr product = Expr.whole(Math.toIntExact(Math.abs(coefficient)));
            for (int id : terms[t].outermostFirst()) {
                product = product.times(atoms.get(id));
            }
            sum = coefficient < 0 ? sum.minus(product) : sum.plus(product);
        }
        return table.intern(sum);
    }

    private Polynomial polynomial(Expr expr) {
        Polynomial polynomial = polynomials.get(expr);
        if (polynomial == null) {
            polynomial = compute(expr);
            polynomials.put(expr, polynomial);
        }
        return polynomial;
    }

    private Polynomial compute(Expr expr) {
        if (expr instanceof Whole whole) {
            return Polynomial.of(whole.value());
        }
        if (expr instanceof Call call) {
            List<Expr> args = call.args();
            switch (call.fn()) {
                case ADD:
                    return polynomial(args.get(0)).plus(polynomial(args.get(1)), 1);
                case SUB:
                    return polynomial(args.get(0)).plus(polynomial(args.get(1)), -1);
                case NEG:
                    return Polynomial.of(0).plus(polynomial(args.get(0)), -1);
                case MUL:
                    return polynomial(args.get(0)).times(polynomial(args.get(1)), this::monomial);
                default:
                    break;
            }
        }
        return Polynomial.of(monomial(List.of(atom(expr))));
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

    private Monomial monomial(List<Integer> ids) {
        Monomial monomial = monomials.get(ids);
        if (monomial == null) {
            monomial = Monomial.of(ids, id -> depth.applyAsInt(atoms.get(id)));
            monomials.put(ids, monomial);
        }
        return monomial;
    }
}
