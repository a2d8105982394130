// SPDX-License-Identifier: Apache-2.0
package org.gradwright.compiler.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gradwright.compiler.graph.Tensor;
import org.gradwright.compiler.notation.Formula;
import org.gradwright.compiler.notation.Formula.Matrix;

/** Numbers as a person copies them: six digits, and no more rows and columns than can be looked at. */
final class Numbers {
    private static final int MOST = 6;

    private Numbers() {}

    /** A vector is one row; of more than two axes the last is a row. */
    static Formula matrix(Tensor tensor) {
        if (tensor.rank() == 0) {
            return new Formula.Words(text(tensor.data()[0]));
        }
        int columns = tensor.shape()[tensor.rank() - 1];
        int rows = columns == 0 ? 0 : tensor.data().length / columns;
        var lines = new ArrayList<List<String>>();
        for (int row = 0; row < Math.min(rows, MOST); row++) {
            lines.add(row(tensor.data(), row * columns, columns));
        }
        if (rows > MOST) {
            lines.add(lines.get(0).stream().map(cell -> "⋯").toList());
        }
        return new Matrix(lines);
    }

    private static List<String> row(double[] data, int from, int columns) {
        var cells = new ArrayList<String>();
        for (int column = 0; column < Math.min(columns, MOST); column++) {
            cells.add(text(data[from + column]));
        }
        if (columns > MOST) {
            cells.add("⋯");
        }
        return cells;
    }

    private static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e6) {
            return String.format(Locale.ROOT, "%.0f", value + 0.0).replace('-', '−');
        }
        double size = Math.abs(value);
        String format = size >= 1e-3 && size < 1e6 ? "%.5g" : "%.4e";
        return String.format(Locale.ROOT, format, value).replace('-', '−');
    }
}
