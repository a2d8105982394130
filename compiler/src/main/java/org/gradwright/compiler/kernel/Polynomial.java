// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * A polynomial with whole coefficients in numbered atoms, its terms outermost loop first. Monomials of one {@link Affine} are the same
 * when they are identical. Arrays, not maps: most of the time of a JVM that has just started goes into such sums.
 */
final class Polynomial {
    private static final Monomial[] NONE = {};
    private static final long[] NO_COEFFICIENTS = {};
    private static final Polynomial ZERO = of(0);

    /**
     * A product of atoms.
     *
     * @param atoms sorted by number, with repetition
     * @param outermostFirst the same in the order in which they are multiplied
     * @param depth of the innermost loop that changes it
     * @param text breaks ties between monomials of one depth
     */
    record Monomial(int[] atoms, int[] outermostFirst, int depth, String text) {
        static Monomial of(List<Integer> ids, IntUnaryOperator depthOf) {
            var factors = new ArrayList<>(ids);
            int deepest = 0;
            for (int id : ids) {
                deepest = Math.max(deepest, depthOf.applyAsInt(id));
            }
            if (factors.size() > 1) {
                factors.sort(Comparator.comparingInt(depthOf::applyAsInt));
            }
            return new Monomial(array(ids), array(factors), deepest, ids.toString());
        }

        private static int[] array(List<Integer> ids) {
            int[] array = new int[ids.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = ids.get(i);
            }
            return array;
        }

        int compareTo(Monomial other) {
            return depth != other.depth ? Integer.compare(depth, other.depth) : text.compareTo(other.text);
        }

        List<Integer> times(Monomial other) {
            var product = new ArrayList<Integer>(atoms.length + other.atoms.length);
            for (int id : atoms) {
                product.add(id);
            }
            for (int id : other.atoms) {
                product.add(id);
            }
            product.sort(null);
            return product;
        }
    }

    private final Monomial[] monomials;
    private final long[] coefficients;
    private final long constant;

    private Polynomial(Monomial[] monomials, long[] coefficients, long constant) {
        this.monomials = monomials;
        this.coefficients = coefficients;
        this.constant = constant;
    }

    static Polynomial of(long constant) {
        return new Polynomial(NONE, NO_COEFFICIENTS, constant);
    }

    static Polynomial of(Monomial monomial) {
        return new Polynomial(new Monomial[] {monomial}, new long[] {1}, 0);
    }

    Monomial[] monomials() {
        return monomials;
    }

    long coefficient(int term) {
        return coefficients[term];
    }

    long constant() {
        return constant;
    }

    /** The coefficient of a monomial. */
    long factor(Monomial monomial) {
        for (int t = 0; t < monomials.length; t++) {
            if (monomials[t] == monomial) {
                return coefficients[t];
            }
        }
        return 0;
    }

    Polynomial withoutConstant() {
        return constant == 0 ? this : new Polynomial(monomials, coefficients, 0);
    }

    /** This and so many times the other. @throws ArithmeticException when a coefficient leaves 64 bits */
    Polynomial plus(Polynomial other, long factor) {
        long sum = Math.addExact(constant, Math.multiplyExact(factor, other.constant));
        if (other.monomials.length == 0) {
            return new Polynomial(monomials, coefficients, sum);
        }
        var merged = new Monomial[monomials.length + other.monomials.length];
        var merging = new long[merged.length];
        int count = 0;
        int a = 0;
        int b = 0;
        while (a < monomials.length || b < other.monomials.length) {
            int order = a == monomials.length
                    ? 1
                    : b == other.monomials.length ? -1 : monomials[a].compareTo(other.monomials[b]);
            merged[count] = order <= 0 ? monomials[a] : other.monomials[b];
            long left = order <= 0 ? coefficients[a++] : 0;
            long right = order >= 0 ? Math.multiplyExact(factor, other.coefficients[b++]) : 0;
            merging[count] = Math.addExact(left, right);
            count += merging[count] == 0 ? 0 : 1;
        }
        return new Polynomial(Arrays.copyOf(merged, count), Arrays.copyOf(merging, count), sum);
    }

    /** The product. @param monomial finds that of some atoms. @throws ArithmeticException when a coefficient leaves 64 bits */
    Polynomial times(Polynomial other, Function<List<Integer>, Monomial> monomial) {
        Polynomial product = ZERO.plus(other, constant).plus(withoutConstant(), other.constant);
        for (int a = 0; a < monomials.length; a++) {
            for (int b = 0; b < other.monomials.length; b++) {
                Monomial both = monomial.apply(monomials[a].times(other.monomials[b]));
                product = product.plus(of(both), Math.multiplyExact(coefficients[a], other.coefficients[b]));
            }
        }
        return product;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polynomial p
                && constant == p.constant
                && Arrays.equals(coefficients, p.coefficients)
                && sameMonomials(p);
    }

    private boolean sameMonomials(Polynomial other) {
        for (int t = 0; t < monomials.length; t++) {
            if (monomials[t] != other.monomials[t]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = Arrays.hashCode(coefficients);
        for (Monomial monomial : monomials) {
            hash = 31 * hash + monomial.text().hashCode();
        }
        return 31 * hash + Long.hashCode(constant);
    }
}
