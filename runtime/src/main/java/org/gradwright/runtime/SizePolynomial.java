// SPDX-License-Identifier: Apache-2.0
package org.gradwright.runtime;

import java.util.List;

/** A polynomial in a model's free sizes, as the compiler writes it: {@code 3*batch*time+-1*batch+12}. */
final class SizePolynomial {
    private final long[] coefficients;
    private final int[][] factors;

    private SizePolynomial(int terms) {
        coefficients = new long[terms];
        factors = new int[terms][];
    }

    static SizePolynomial parse(String text, List<String> sizes) {
        String[] terms = text.split("\\+");
        var polynomial = new SizePolynomial(terms.length);
        for (int t = 0; t < terms.length; t++) {
            String[] parts = terms[t].split("\\*");
            polynomial.coefficients[t] = Long.parseLong(parts[0]);
            polynomial.factors[t] = new int[parts.length - 1];
            for (int f = 1; f < parts.length; f++) {
                polynomial.factors[t][f - 1] = sizes.indexOf(parts[f]);
            }
        }
        return polynomial;
    }

    /** The value; what exceeds the range of {@code long} is its largest number. */
    long at(int[] sizes) {
        double sum = 0;
        for (int t = 0; t < coefficients.length; t++) {
            double product = (double) coefficients[t];
            for (int size : factors[t]) {
                product *= sizes[size];
            }
            sum += product;
        }
        return (long) sum;
    }
}
