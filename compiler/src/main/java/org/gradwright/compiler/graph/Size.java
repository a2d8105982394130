// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gradwright.compiler.kernel.Expr;
import org.gradwright.compiler.kernel.Scalar;

/**
 * A size of a tensor: a polynomial in the graph's free sizes with whole coefficients, in normal form. Two sizes are equal
 * when their normal forms are.
 */
public final class Size {
    public static final Size ZERO = new Size(new TreeMap<>(Size::compareMonomials));
    public static final Size ONE = of(1);

    /** From a monomial (its free sizes, sorted, with repetition) to its coefficient, never 0. */
    private final TreeMap<List<String>, Long> terms;

    /** Whether no free size occurs; most sizes are of that kind, and asked often. */
    private final boolean isKnown;

    private final long known;

    private Size(TreeMap<List<String>, Long> terms) {
        this.terms = terms;
        this.isKnown = terms.isEmpty() || terms.size() == 1 && terms.firstKey().isEmpty();
        this.known = terms.isEmpty() || !isKnown ? 0 : terms.firstEntry().getValue();
    }

    private static int compareMonomials(List<String> a, List<String> b) {
        return a.size() != b.size()
                ? Integer.compare(b.size(), a.size())
                : a.toString().compareTo(b.toString());
    }

    /** A known size. */
    public static Size of(long value) {
        return ZERO.withTerm(List.of(), value);
    }

    /** A size known at run time only. */
    public static Size free(String name) {
        return ZERO.withTerm(List.of(name), 1);
    }

    private Size withTerm(List<String> monomial, long coefficient) {
        var copy = new TreeMap<>(terms);
        copy.merge(monomial, coefficient, Math::addExact);
        copy.values().removeIf(c -> c == 0);
        return new Size(copy);
    }

    public Size plus(Size other) {
        Size sum = this;
        for (var term : other.terms.entrySet()) {
            sum = sum.withTerm(term.getKey(), term.getValue());
        }
        return sum;
    }

    public Size plus(long value) {
        return plus(of(value));
    }

    public Size minus(Size other) {
        return plus(other.times(of(-1)));
    }

    /** The product. @throws ArithmeticException when a coefficient leaves 64 bits */
    public Size times(Size other) {
        if (isKnown && other.isKnown) {
            return of(Math.multiplyExact(known, other.known));
        }
        if (is(1) || other.is(1)) {
            return is(1) ? other : this;
        }
        Size product = ZERO;
        for (var a : terms.entrySet()) {
            for (var b : other.terms.entrySet()) {
                var monomial = new ArrayList<>(a.getKey());
                monomial.addAll(b.getKey());
                monomial.sort(null);
                product = product.withTerm(List.copyOf(monomial), Math.multiplyExact(a.getValue(), b.getValue()));
            }
        }
        return product;
    }

    public Size times(long value) {
        return times(of(value));
    }

    /** The exact quotient by a size of one term, if there is one. */
    public Optional<Size> dividedBy(Size divisor) {
        if (divisor.terms.size() != 1) {
            return equals(divisor) && !divisor.terms.isEmpty() ? Optional.of(ONE) : Optional.empty();
        }
        var by = divisor.terms.firstEntry();
        Size quotient = ZERO;
        for (var term : terms.entrySet()) {
            var left = new ArrayList<>(term.getKey());
            boolean whole = term.getValue() % by.getValue() == 0;
            for (String factor : by.getKey()) {
                whole &= left.remove(factor);
            }
            if (!whole) {
                return Optional.empty();
            }
            quotient = quotient.withTerm(List.copyOf(left), term.getValue() / by.getValue());
        }
        return Optional.of(quotient);
    }

    /** Whether the value does not depend on free sizes. */
    public boolean isKnown() {
        return isKnown;
    }

    /** The value of a known size. @throws IllegalStateException when it is free */
    public long known() {
        if (!isKnown()) {
            throw new IllegalStateException("size " + this + " is free at run time");
        }
        return known;
    }

    /** Whether this is the known size {@code value}. */
    public boolean is(long value) {
        return isKnown && known == value;
    }

    /** The free sizes that occur. */
    public Set<String> freeNames() {
        if (isKnown) {
            return Set.of();
        }
        var names = new TreeSet<String>();
        terms.keySet().forEach(names::addAll);
        return names;
    }

    /** The terms: a monomial's free sizes with repetition, and its coefficient. */
    public Map<List<String>, Long> terms() {
        return java.util.Collections.unmodifiableMap(terms);
    }

    /** The value for given free sizes. @throws ArithmeticException when it leaves 64 bits */
    public long evaluate(Map<String, ? extends Number> free) {
        long sum = 0;
        for (var term : terms.entrySet()) {
            long product = term.getValue();
            for (String name : term.getKey()) {
                product = Math.multiplyExact(product, free.get(name).longValue());
            }
            sum = Math.addExact(sum, product);
        }
        return sum;
    }

    /** The size with some free sizes fixed. */
    public Size fix(Map<String, ? extends Number> free) {
        Size result = ZERO;
        for (var term : terms.entrySet()) {
            Size product = of(term.getValue());
            for (String name : term.getKey()) {
                product =
                        product.times(free.containsKey(name) ? of(free.get(name).longValue()) : free(name));
            }
            result = result.plus(product);
        }
        return result;
    }

    /** The value as a kernel computes it, from the free sizes that it is given. */
    public Expr expr() {
        if (isKnown) {
            return Expr.whole(Math.toIntExact(known));
        }
        Expr sum = Expr.whole(0);
        for (var term : terms.entrySet()) {
            Expr product = Expr.whole(Math.toIntExact(term.getValue()));
            for (String name : term.getKey()) {
                product = product.times(new Expr.Given(name, Scalar.INT));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Size size
                && isKnown == size.isKnown
                && known == size.known
                && (isKnown || terms.equals(size.terms));
    }

    @Override
    public int hashCode() {
        return isKnown ? Long.hashCode(known) : terms.hashCode();
    }

    /** As the language writes it: {@code 784}, {@code batch}, {@code 3 * batch + 1}. */
    @Override
    public String toString() {
        if (isKnown) {
            return Long.toString(known);
        }
        return terms.entrySet().stream()
                .map(t -> term(t.getKey(), t.getValue()))
                .collect(Collectors.joining(" + "))
                .replace("+ -", "- ");
    }

    private static String term(List<String> monomial, long coefficient) {
        if (monomial.isEmpty()) {
            return Long.toString(coefficient);
        }
        String names = String.join(" * ", monomial);
        return coefficient == 1 ? names : coefficient == -1 ? "-" + names : coefficient + " * " + names;
    }
}
