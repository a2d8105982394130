// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.notation;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.notation.Formula.Apply;
import org.gradwright.compiler.notation.Formula.Fence;
import org.gradwright.compiler.notation.Formula.Fenced;
import org.gradwright.compiler.notation.Formula.Folded;
import org.gradwright.compiler.notation.Formula.Fraction;
import org.gradwright.compiler.notation.Formula.Number;
import org.gradwright.compiler.notation.Formula.Power;
import org.gradwright.compiler.notation.Formula.Product;
import org.gradwright.compiler.notation.Formula.Relation;
import org.gradwright.compiler.notation.Formula.Spread;
import org.gradwright.compiler.notation.Formula.Sum;
import org.gradwright.compiler.notation.Formula.Symbol;
import org.gradwright.compiler.notation.Formula.Term;
import org.gradwright.compiler.notation.Formula.Times;
import org.gradwright.compiler.notation.Formula.Transposed;
import org.gradwright.compiler.notation.Formula.View;

/** Makes formulas in the form in which people write them: signs first, then numbers, no brackets that say nothing. */
public final class Formulas {
    private Formulas() {}

    public static Formula number(double value) {
        return value < 0 || 1 / value < 0 ? negated(new Number(-value)) : new Number(value);
    }

    public static Formula symbol(String base) {
        return new Symbol(base, Formula.Mark.NONE, "", "");
    }

    public static Formula negated(Formula a) {
        if (a instanceof Sum sum) {
            var terms = sum.terms().stream()
                    .map(t -> new Term(!t.negative(), t.value()))
                    .toList();
            return terms.size() == 1 && !terms.get(0).negative() ? terms.get(0).value() : new Sum(terms);
        }
        return new Sum(List.of(new Term(true, a)));
    }

    public static Formula sum(Formula a, Formula b) {
        var terms = new ArrayList<>(terms(a));
        terms.addAll(terms(b));
        return new Sum(terms);
    }

    public static Formula difference(Formula a, Formula b) {
        return sum(a, negated(b));
    }

    private static List<Term> terms(Formula a) {
        return a instanceof Sum sum ? sum.terms() : List.of(new Term(false, a));
    }

    private static boolean isNegative(Formula a) {
        return a instanceof Sum sum
                && sum.terms().size() == 1
                && sum.terms().get(0).negative();
    }

    /** The product of a number, in any shape, with anything, or of two matrices. */
    public static Formula product(Formula a, Formula b) {
        return product(Times.PLAIN, a, b);
    }

    /** The product element by element. */
    public static Formula elementwise(Formula a, Formula b) {
        return product(Times.ELEMENTWISE, a, b);
    }

    /** Filters b slid along a, each example and each channel for itself or, by the filters, added up. */
    public static Formula slid(Formula a, Formula b) {
        return product(Times.SLIDING, a, b);
    }

    /** The transpose of filters b slid along something. */
    public static Formula spread(Formula a, Formula b) {
        return product(Times.SPREADING, a, b);
    }

    private static Formula product(Times times, Formula a, Formula b) {
        if (isNegative(a) || isNegative(b)) {
            Formula product = product(times, isNegative(a) ? negated(a) : a, isNegative(b) ? negated(b) : b);
            return isNegative(a) == isNegative(b) ? product : negated(product);
        }
        var factors = new ArrayList<>(factors(times, a));
        factors.addAll(factors(times, b));
        return new Product(times, factors);
    }

    private static List<Formula> factors(Times times, Formula a) {
        boolean joins = times.isAssociative() && a instanceof Product product && product.times() == times;
        return joins ? ((Product) a).factors() : List.of(a);
    }

    public static Formula quotient(Formula a, Formula b) {
        if (isNegative(a)) {
            return negated(quotient(negated(a), b));
        }
        return a instanceof Folded ? product(new Fraction(new Number(1), b), a) : new Fraction(a, b);
    }

    public static Formula power(Formula base, Formula exponent) {
        return new Power(base, exponent);
    }

    public static Formula transposed(Formula a) {
        if (a instanceof View view) {
            return new View(view.value(), !view.row());
        }
        return a instanceof Transposed transposed ? transposed.matrix() : new Transposed(a);
    }

    public static Formula apply(String function, Formula... arguments) {
        return new Apply(function, List.of(arguments));
    }

    public static Formula truth(Formula condition) {
        return new Fenced(Fence.TRUTH, condition);
    }

    public static Formula relation(Formula left, String sign, Formula right) {
        return new Relation(left, sign, right);
    }

    /** The value itself, where the shape it is repeated to is that of what it meets. */
    public static Formula core(Formula a) {
        if (a instanceof Spread spread) {
            return core(spread.value());
        }
        return a instanceof View view ? core(view.value()) : a;
    }
}
