// SPDX-License-Identifier: Apache-2.0
package org.gradwright.onnx.imports;

import static org.gradwright.compiler.build.Terms.add;
import static org.gradwright.compiler.build.Terms.mul;
import static org.gradwright.compiler.build.Terms.neg;

import java.util.ArrayList;
import java.util.List;
import org.gradwright.compiler.build.Subscript;
import org.gradwright.compiler.build.Term;
import org.gradwright.onnx.format.OnnxException;

/** Determinants of small matrices, by cofactors of the first row. */
final class Determinant {
    private static final int LARGEST = 4;

    private Determinant() {}

    static Term of(Call c) {
        int size = c.size(0, c.rank(0) - 1);
        if (size > LARGEST) {
            throw new OnnxException("the determinant of a matrix of " + size + " rows is not supported");
        }
        return of(c, 0, Call.all(size));
    }

    private static Term of(Call c, int row, List<Integer> columns) {
        Term sum = null;
        for (int i = 0; i < columns.size(); i++) {
            List<Integer> others = new ArrayList<>(columns);
            int column = others.remove(i);
            Term element = c.x().at(Subscript.rest(), row, column);
            Term product = others.isEmpty() ? element : mul(element, of(c, row + 1, others));
            Term signed = i % 2 == 0 ? product : neg(product);
            sum = sum == null ? signed : add(sum, signed);
        }
        return sum;
    }
}
